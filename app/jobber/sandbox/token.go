package sandbox

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"strings"
	"time"

	"pricesync/app/catalog"
)

// Jobber's own words at the token endpoint.
const (
	badRefreshText  = "The provided refresh token is not valid."
	rotationOffText = "Refresh token rotation is off. This setting is required for apps to be published in the Jobber App " +
		"Marketplace. You can turn it on in the Developer Center. https://developer.getjobber.com/apps"
	oldRefreshText = "Unexpected Refresh Token Redemption: A newer refresh token exists than the one that was used for token " +
		"redemption on this request. Please check your app's handling of refresh token rotation. " +
		"https://developer.getjobber.com/docs/building_your_app/refresh_token_rotation"
)

// expiresLayout is how expires_at is written: "2024-04-09 21:04:31 UTC".
const expiresLayout = "2006-01-02 15:04:05 UTC"

// userID is the one user of the sandbox; it stands in the claims.
const userID = 1077988

// tokenAnswer is the token endpoint's answer, in the recorded order.
type tokenAnswer struct {
	Warning      string `json:"warning,omitempty"`
	AccessToken  string `json:"access_token"`
	RefreshToken string `json:"refresh_token"`
	ExpiresAt    string `json:"expires_at,omitempty"`
	ExpiresIn    int    `json:"expires_in,omitempty"`
}

// Tokens are one pair as a sign-in gives it.
type Tokens struct {
	Access  string
	Refresh string
	Expires time.Time // of the access token
}

// MintToken signs in without a browser: it gives out a pair of tokens for the account, as practice mode and tests need.
func (s *Server) MintToken() (Tokens, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	tokens, err := s.connect()
	if err != nil {
		return Tokens{}, err
	}
	return tokens, s.save()
}

// ExpireAccess ends every access token as if its time had run out. Refresh tokens stay good.
func (s *Server) ExpireAccess() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.access)
}

// RevokeRefresh ends every refresh token. Access tokens stay good until their time runs out.
func (s *Server) RevokeRefresh() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.refresh)
}

// Disconnect ends every token as a user does who disconnects the app inside Jobber.
func (s *Server) Disconnect() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.disconnect()
	return s.save()
}

func (s *Server) disconnect() {
	for _, g := range s.grants {
		g.Dead = true
	}
}

// token answers the token endpoint.
func (s *Server) token(c *call) reply {
	if c.request.Method != http.MethodPost {
		return page(http.StatusNotFound, "Not found", "There is nothing at this address.")
	}
	if c.tooLarge || c.readErr != nil || s.switches.FormOnly && (c.contentType() != "application/x-www-form-urlencoded" || len(c.request.URL.Query()) > 0) {
		return s.refuse(http.StatusBadRequest, "invalid_request", "The request is not valid.")
	}
	known := subtle.ConstantTimeCompare([]byte(c.form.Get("client_secret")), []byte(s.clientSecret)) == 1
	if c.form.Get("client_id") != s.clientID || !known {
		return s.refuse(http.StatusUnauthorized, "invalid_client", "The client credentials are not valid.")
	}
	switch c.form.Get("grant_type") {
	case "authorization_code":
		return s.exchange(c)
	case "refresh_token":
		return s.renew(c)
	}
	return s.refuse(http.StatusBadRequest, "unsupported_grant_type", "The grant type is not supported.")
}

// exchange gives tokens for an authorization code, once.
func (s *Server) exchange(c *call) reply {
	sum := hash(c.form.Get("code"))
	given, ok := s.codes[sum]
	if !ok || given.used || !s.now().Before(given.expires) || given.redirectURI != c.form.Get("redirect_uri") || !s.verifies(given.challenge, c.form.Get("code_verifier")) {
		return s.refuse(http.StatusBadRequest, "invalid_grant", "The provided authorization code is not valid.")
	}
	given.used = true
	s.codes[sum] = given
	tokens, err := s.connect()
	if err != nil {
		return failed(err)
	}
	return s.given(tokenAnswer{AccessToken: tokens.Access, RefreshToken: tokens.Refresh})
}

// verifies says whether the verifier fits the challenge (S256), as far as the service looks at it.
func (s *Server) verifies(challenge, verifier string) bool {
	if s.switches.PKCE == PKCEIgnored || challenge == "" {
		return true
	}
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:]) == challenge
}

// renew gives a new access token for a refresh token, which dies of it where rotation is on.
func (s *Server) renew(c *call) reply {
	text := c.form.Get("refresh_token")
	known, ok := s.refresh[hash(text)]
	owner := s.grants[known.Grant]
	if !ok || owner == nil || owner.Dead || known.Used && s.switches.Rotation == RotationOn {
		return s.refuse(or(s.switches.Statuses.BadRefresh, http.StatusUnauthorized), "invalid_grant", badRefreshText)
	}
	answer := tokenAnswer{RefreshToken: text}
	if known.Used && s.switches.Rotation == RotationLegacy {
		answer.Warning = oldRefreshText
	}
	if s.switches.Rotation == RotationOff {
		answer.Warning = rotationOffText
	} else {
		var err error
		if answer.RefreshToken, err = s.newRefresh(known.Grant); err != nil {
			return failed(err)
		}
	}
	tokens, err := s.newAccess(known.Grant)
	if err != nil {
		return failed(err)
	}
	answer.AccessToken = tokens.Access
	answer.ExpiresAt = tokens.Expires.UTC().Format(expiresLayout)
	return s.given(answer)
}

func (s *Server) given(answer tokenAnswer) reply {
	if err := s.save(); err != nil {
		return failed(err)
	}
	if s.switches.ExpiresIn {
		answer.ExpiresIn = int(s.switches.tokenLife() / time.Second)
	}
	return newReply(http.StatusOK, jsonHeader(), mustJSON(answer))
}

// refuse words a refusal of the token endpoint as the switch says.
func (s *Server) refuse(status int, kind, text string) reply {
	switch s.switches.TokenErrors {
	case TokenErrorsOAuth:
		return newReply(status, jsonHeader(), mustJSON(struct {
			Error       string `json:"error"`
			Description string `json:"error_description"`
		}{kind, text}))
	case TokenErrorsText:
		return newReply(status, map[string]string{"Content-Type": "text/plain; charset=utf-8"}, []byte("Error: "+text))
	}
	return flatReply(status, text)
}

// connect makes a new grant for the account with a first pair of tokens.
func (s *Server) connect() (Tokens, error) {
	id, err := s.hex(8)
	if err != nil {
		return Tokens{}, err
	}
	if s.switches.ReconnectKills {
		s.disconnect()
	}
	s.prune()
	s.grants[id] = &grant{Account: savedAccount(s.account), Scope: s.switches.scopes()}
	tokens, err := s.newAccess(id)
	if err != nil {
		return Tokens{}, err
	}
	tokens.Refresh, err = s.newRefresh(id)
	return tokens, err
}

// newAccess signs an access token. Two tokens of the same second would be the same text, since the claims carry no
// serial number; the later one then ends a second later.
func (s *Server) newAccess(grantID string) (Tokens, error) {
	owner := s.grants[grantID]
	number, ok := decodedID(string(owner.Account.ID), "Account")
	if !ok {
		number = defaultAccount
	}
	expires := s.now().Add(s.switches.tokenLife()).Truncate(time.Second)
	for {
		text, err := claims{userID, issuer, s.clientID, owner.Scope, s.clientID, userID, number, expires.Unix()}.sign([]byte(s.clientSecret))
		if err != nil {
			return Tokens{}, err
		}
		if _, taken := s.access[hash(text)]; !taken {
			s.access[hash(text)] = access{Grant: grantID, Expires: expires}
			return Tokens{Access: text, Expires: expires}, nil
		}
		expires = expires.Add(time.Second)
	}
}

// newRefresh makes a refresh token, the grant's latest.
func (s *Server) newRefresh(grantID string) (string, error) {
	text, err := s.hex(16)
	if err != nil {
		return "", err
	}
	owner := s.grants[grantID]
	if old, ok := s.refresh[owner.Latest]; ok {
		old.Used = true
		s.refresh[owner.Latest] = old
	}
	owner.Latest = hash(text)
	s.refresh[owner.Latest] = refresh{Grant: grantID}
	return text, nil
}

// keptGrants is how many sign-ins are remembered; practice mode makes one at each start.
const keptGrants = 50

// prune forgets access tokens that are long over and, beyond the limit, grants with nothing but those.
func (s *Server) prune() {
	alive := map[string]bool{}
	for sum, a := range s.access {
		if s.now().Sub(a.Expires) > 24*time.Hour {
			delete(s.access, sum)
			continue
		}
		alive[a.Grant] = true
	}
	for id := range s.grants {
		if len(s.grants) < keptGrants {
			break
		}
		if !alive[id] {
			delete(s.grants, id)
		}
	}
	for sum, r := range s.refresh {
		if s.grants[r.Grant] == nil {
			delete(s.refresh, sum)
		}
	}
}

// bearer returns the access token of the request, "" without one.
func (c *call) bearer() string {
	scheme, token, _ := strings.Cut(c.request.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// accountOf returns the account that the grant reaches.
func (g *grant) accountOf() catalog.Account { return catalog.Account(g.Account) }

// hasScope says whether the grant has the scope; "" needs none.
func (g *grant) hasScope(scope string) bool {
	return scope == "" || strings.Contains(" "+g.Scope+" ", " "+scope+" ")
}
