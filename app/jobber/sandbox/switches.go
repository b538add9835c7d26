package sandbox

import "time"

// Switches choose how the service behaves where Jobber's documentation is silent, unsure or offers several ways. The
// zero value is the most likely Jobber. Each field says how well its behaviour is known: confirmed by documentation or
// a recorded answer, likely (several sources agree), guessed, or unknown.
type Switches struct {
	// Sign-in.

	Consent         Consent       // who decides on the authorize page; the zero value shows the page
	NotAdmin        bool          // the person who signs in is no admin of the account: Jobber refuses (confirmed; how it looks is unknown)
	AnyPort         bool          // a loopback redirect address may have another port than the registered one (unknown)
	PKCE            PKCE          // whether a code challenge is looked at (unknown; likely ignored)
	FormOnly        bool          // the token endpoint refuses a JSON body and query parameters, which real apps use too
	Rotation        Rotation      // what becomes of a refresh token that was used (confirmed)
	ReconnectKills  bool          // a new sign-in ends the tokens of earlier ones (unknown; confirmed after a change of scopes)
	TokenLife       time.Duration // of an access token; 0 means 60 minutes (confirmed)
	ExpiresIn       bool          // token answers carry expires_in too (documented without it)
	TokenErrors     TokenErrors   // how the token endpoint words a refusal (unknown)
	Scopes          string        // granted to new tokens; "" means the full list that apps are seen to ask for
	ProductsScope   string        // when set, tokens without it do not see products (whether such a scope exists is unknown)
	ProductsWriting string        // when set, tokens without it do not see the two mutations on products (unknown)

	// Transport and versions.

	Statuses       Statuses             // HTTP statuses that are unknown
	Unavailable    bool                 // maintenance: every query is answered "Service temporarily unavailable"
	Inactive       bool                 // the account is inactive
	MaxBody        int                  // bytes of a request; beyond it 413; 0 means 10 MB (unknown)
	Latency        time.Duration        // of every GraphQL request: half before it is carried out, half after
	MissingVersion MissingVersion       // a request without the version header (unknown)
	Unsupported    []string             // versions that are answered with the warning "no longer supported" (confirmed)
	Ending         map[string]time.Time // versions that are answered with the warning "scheduled to stop" (confirmed)
	Removed        []string             // versions that are raised to the oldest supported one (confirmed)

	// Limits.

	SlidingWindow bool // the request limit counts the last 300 s instead of fixed windows (guessed: fixed)
	RetryAfter    bool // a 429 carries Retry-After (guessed: it does not)
	Points        int  // that the bucket holds and that come back each second, at most a million; 0 means 10,000 and 500 (confirmed)
	OtherPoints   int  // cost points a second that another program takes from the same bucket
	OtherRequests int  // requests a second that another program takes from the same window
	CostFactor    int  // multiplies every cost; 0 means 1
	CostReport    CostReport
	MaxEdits      int // mutations that one request may hold, as aliases; 0 means any number, 1 refuses aliases (unknown)

	// Reading.

	ProductsHideHidden bool          // products leaves out hidden items (unknown)
	NoIDsFilter        bool          // products has no filter.ids
	Unsorted           Order         // of a listing without a sort (unknown)
	Floats             Floats        // how amounts are written (all three are seen)
	StaleReads         time.Duration // what is read is as old as this: a replica lags behind
	HiddenFields       []string      // fields hidden due to permissions, such as "Query.products" (confirmed)
	HiddenTypes        []string      // types hidden due to permissions, such as "ProductOrService" (likely)

	// Writing.

	Recompute         Recompute   // whether the service recomputes price or markup (unknown)
	Decimals          Decimals    // how many decimals are stored (unknown)
	NegativePrices    bool        // a negative price is stored instead of refused (unknown)
	MaxName           int         // characters of a name; 0 means 255 (unknown)
	NamesIgnoreCase   bool        // a name that differs only in case is taken (unknown)
	SameNameByKind    bool        // a product and a service may have the same name (unknown)
	UnknownItem       UnknownItem // an edit of an item that is not there (unknown)
	EmptyPathInErrors bool        // userErrors come with an empty path (seen elsewhere)
}

// Statuses are HTTP statuses that no source tells for certain. 0 means the likely one, named beside each.
type Statuses struct {
	BadToken     int // 401
	Disconnected int // 401
	Unavailable  int // 503
	Inactive     int // 403
	InvalidQuery int // 400
	BadRefresh   int // 401
}

// Consent says who decides on the authorize page.
type Consent string

// The ways of deciding.
const (
	ConsentAsk   Consent = ""      // the page asks
	ConsentAllow Consent = "allow" // allowed at once, as for an account that signed in before
	ConsentDeny  Consent = "deny"  // denied at once
)

// PKCE says what becomes of a code challenge.
type PKCE string

// The ways of treating PKCE.
const (
	PKCEIgnored  PKCE = ""
	PKCEChecked  PKCE = "checked"  // where a challenge was sent, the verifier must fit
	PKCERequired PKCE = "required" // a sign-in without a challenge is refused
)

// Rotation says what becomes of a refresh token that was used.
type Rotation string

// The settings of rotation.
const (
	RotationOn     Rotation = ""       // the old token is dead at once (apps created after 2024-01-02)
	RotationOff    Rotation = "off"    // the same token stays; answers carry a warning
	RotationLegacy Rotation = "legacy" // the old token still works; answers to it carry a warning (older apps)
)

// TokenErrors says how the token endpoint words a refusal.
type TokenErrors string

// The wordings.
const (
	TokenErrorsFlat  TokenErrors = ""      // {"message": …}
	TokenErrorsOAuth TokenErrors = "oauth" // {"error": …, "error_description": …}
	TokenErrorsText  TokenErrors = "text"  // text/plain "Error: …"
)

// MissingVersion says what becomes of a request without the version header.
type MissingVersion string

// The answers to a missing header.
const (
	MissingVersionRefused  MissingVersion = ""         // 404, as for a version that does not exist
	MissingVersionAccepted MissingVersion = "accepted" // answered by the oldest supported version
)

// CostReport says what stands in extensions.cost.
type CostReport string

// The reports.
const (
	CostReported   CostReport = ""
	CostMissing    CostReport = "missing"    // no extensions.cost at all
	CostNegative   CostReport = "negative"   // currentlyAvailable below zero
	CostWrongTypes CostReport = "wrong_type" // numbers as strings, throttleStatus null
)

// Order is the order of a listing that asked for none.
type Order string

// The orders.
const (
	OrderCreated Order = ""       // oldest first
	OrderNewest  Order = "newest" // newest first
	OrderName    Order = "name"
)

// Floats says how amounts are written as JSON numbers.
type Floats string

// The ways of writing 12 and 14.5.
const (
	FloatsRuby  Floats = ""      // 12.0 and 14.5
	FloatsShort Floats = "short" // 12 and 14.5
	FloatsNoisy Floats = "noisy" // 12.000000000000002 and 14.500000000000002
)

// Recompute says whether the service calculates price or markup by itself.
type Recompute string

// The ways of recomputing.
const (
	RecomputeNever  Recompute = ""
	RecomputePrice  Recompute = "price"  // a change of cost or markup sets the price, unless the price is sent along
	RecomputeForced Recompute = "forced" // a change of cost or markup sets the price even when a price is sent
	RecomputeMarkup Recompute = "markup" // a change of price or cost sets the markup, as Jobber's own screen does
)

// Decimals says how many decimals of an amount are stored.
type Decimals int

// Amounts are stored as they are sent, in cents, or in whole units; any other number is that many decimals.
const (
	DecimalsAll   Decimals = 0
	DecimalsWhole Decimals = -1
	DecimalsCents Decimals = 2
)

// UnknownItem says how an edit of an item that is not there is answered.
type UnknownItem string

// The answers.
const (
	UnknownItemUserError UnknownItem = ""      // in userErrors
	UnknownItemError     UnknownItem = "error" // at the top level, with the data null
)

// fullScopes is the list that several real apps are granted, in its order.
const fullScopes = "read_clients write_clients read_requests write_requests read_quotes write_quotes read_jobs " +
	"write_jobs read_scheduled_items write_scheduled_items read_invoices write_invoices read_jobber_payments " +
	"read_users write_users write_tax_rates read_expenses write_expenses read_custom_field_configurations " +
	"write_custom_field_configurations read_time_sheets read_equipment write_equipment"

func (s Switches) scopes() string {
	if s.Scopes == "" {
		return fullScopes
	}
	return s.Scopes
}

func (s Switches) tokenLife() time.Duration {
	if s.TokenLife == 0 {
		return time.Hour
	}
	return s.TokenLife
}

// or returns n, or fallback where n is zero.
func or(n, fallback int) int {
	if n == 0 {
		return fallback
	}
	return n
}
