package sandbox

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"pricesync/app/catalog"
)

const versionHeader = "X-Jobber-Graphql-Version"

const rateLimitsPage = "https://developer.getjobber.com/docs/using_jobbers_api/api_rate_limits"

// envelope is the body of a GraphQL request.
type envelope struct {
	Query         string          `json:"query"`
	Variables     json.RawMessage `json:"variables"`
	OperationName string          `json:"operationName"`
}

func (c *call) readEnvelope() {
	if c.readErr == nil && len(c.body) > 0 {
		c.readErr = json.Unmarshal(c.body, &c.envelope)
	}
}

// picked returns the operation that the request means; nil where there is none.
func (c *call) picked() *ast.OperationDefinition {
	if c.document == nil {
		return nil
	}
	operations := c.document.query.Operations
	if c.envelope.OperationName == "" && len(operations) == 1 {
		return operations[0]
	}
	return operations.ForName(c.envelope.OperationName)
}

// operation returns the name of the operation, "" where it has none.
func (c *call) operation() string {
	if op := c.picked(); op != nil {
		return op.Name
	}
	return c.envelope.OperationName
}

func (c *call) mutation() bool {
	op := c.picked()
	return op != nil && op.Operation == ast.Mutation
}

// rootFields returns the names of the operation's own fields, without aliases, fragments left aside.
func (c *call) rootFields() []string {
	op := c.picked()
	if op == nil {
		return nil
	}
	var names []string
	for _, selection := range op.SelectionSet {
		if field, ok := selection.(*ast.Field); ok {
			names = append(names, field.Name)
		}
	}
	return names
}

// names says whether the request names the item, in a variable or in the document itself.
func (c *call) names(id catalog.ItemID) bool {
	quoted := strconv.Quote(string(id))
	return strings.Contains(string(c.envelope.Variables), quoted) || strings.Contains(c.envelope.Query, quoted)
}

// graphql answers a GraphQL request: what may refuse it stands in the order in which Jobber's layers come.
func (s *Server) graphql(c *call, limit int, effect Effect, record *Request) reply {
	if c.request.Method != http.MethodPost {
		return flatReply(http.StatusNotFound, "Not Found")
	}
	if c.tooLarge {
		return newReply(http.StatusRequestEntityTooLarge, map[string]string{"Content-Type": "text/html; charset=UTF-8"},
			[]byte(htmlFailure(http.StatusRequestEntityTooLarge)))
	}
	if c.contentType() != "application/json" {
		return flatReply(http.StatusUnsupportedMediaType, "Content-Type must be application/json")
	}
	owner, refusal := s.authenticate(c)
	if owner != nil {
		if wait, ok := s.window.admit(s.now(), s.switches); !ok {
			return s.tooMany(wait)
		}
	}
	if refusal != nil {
		return *refusal
	}
	if s.switches.Unavailable {
		return flatReply(or(s.switches.Statuses.Unavailable, http.StatusServiceUnavailable), unavailableText)
	}
	if s.switches.Inactive {
		return newReply(or(s.switches.Statuses.Inactive, http.StatusForbidden), jsonHeader(), []byte(inactiveBody))
	}
	version, refused := s.version(c.request.Header.Get(versionHeader))
	if refused != nil {
		return *refused
	}
	if c.readErr != nil || c.document == nil {
		return flatReply(or(s.switches.Statuses.InvalidQuery, http.StatusBadRequest), invalidQueryText)
	}
	answer := s.run(c, owner, limit, effect, record)
	answer.version = version
	record.Requested, record.Actual = answer.requested, answer.actual
	record.Throttled = answer.throttled
	record.Available = s.bucket.level(s.now(), s.switches)
	if err := s.saveAfter(record); err != nil {
		return failed(err)
	}
	return newReply(http.StatusOK, jsonHeader(), s.encode(answer, record.Available))
}

func (s *Server) saveAfter(record *Request) error {
	if record.Applied == 0 {
		return nil
	}
	return s.save()
}

func (s *Server) tooMany(wait time.Duration) reply {
	header := map[string]string{"Content-Type": "text/plain"}
	if s.switches.RetryAfter {
		header["Retry-After"] = strconv.Itoa(int(math.Ceil(wait.Seconds())))
	}
	return newReply(http.StatusTooManyRequests, header, []byte(retryLater))
}

// authenticate finds whose token it is. No header at all is no refusal yet: such a request sees no field.
func (s *Server) authenticate(c *call) (*grant, *reply) {
	if c.request.Header.Get("Authorization") == "" {
		return nil, nil
	}
	known, ok := s.access[hash(c.bearer())]
	owner := s.grants[known.Grant]
	if ok && owner != nil && owner.Dead {
		refusal := flatReply(or(s.switches.Statuses.Disconnected, http.StatusUnauthorized), disconnectedText)
		return owner, &refusal
	}
	if !ok || owner == nil || !s.now().Before(known.Expires) {
		refusal := flatReply(or(s.switches.Statuses.BadToken, http.StatusUnauthorized), badTokenText)
		return owner, &refusal
	}
	return owner, nil
}

// result is what a GraphQL request gives, before it is encoded.
type result struct {
	data      any // nil with hasData: null
	hasData   bool
	errors    []graphError
	requested int
	actual    int
	throttled bool
	version   versioning
}

func refusedBy(errors ...graphError) result { return result{errors: errors} }

// run validates the document, weighs it against the bucket and executes it.
func (s *Server) run(c *call, owner *grant, limit int, effect Effect, record *Request) result {
	in := s.schema(s.switches.NoIDsFilter)
	if problems := c.document.validate(in); len(problems) > 0 {
		return refusedBy(problems...)
	}
	op := c.picked()
	if op == nil {
		if name := c.envelope.OperationName; name != "" {
			return refusedBy(graphError{Message: fmt.Sprintf("No operation named %q", name)})
		}
		return refusedBy(graphError{Message: "An operation name is required"})
	}
	edits := 0
	if op.Operation == ast.Mutation {
		edits = len(op.SelectionSet)
	}
	if most := s.switches.MaxEdits; most > 0 && edits > most {
		return refusedBy(graphError{Message: fmt.Sprintf("Too many mutations in one request: %d, and at most %d are allowed", edits, most)})
	}
	variables, problems := coerceVariables(in, op, c.envelope.Variables)
	if len(problems) > 0 {
		return refusedBy(problems...)
	}
	e := &executor{server: s, schema: in, variables: variables, owner: owner, record: record, limit: limit}
	root := e.root(op)
	factor := or(s.switches.CostFactor, 1)
	requested := e.estimate(root) * factor
	unauthenticated := owner == nil && !introspects(root)
	if unauthenticated || effect.Answer.Kind == AnswerHidden {
		return result{hasData: true, errors: e.hideAll(op, root, unauthenticated), requested: requested}
	}
	available := s.bucket.level(s.now(), s.switches)
	if requested > available || effect.Answer.Kind == AnswerThrottled {
		refused := refusedBy(graphError{Message: "Throttled", Extensions: ordered{{"code", "THROTTLED"}, {"documentation", rateLimitsPage}}})
		refused.requested, refused.throttled = requested, true
		return refused
	}
	if effect.Apply == ApplyNone {
		return result{requested: requested}
	}
	data, ok := e.execute(op, root)
	s.bucket.take(e.actual*factor, s.switches)
	answer := result{hasData: true, errors: e.errors, requested: requested, actual: e.actual * factor}
	if ok {
		answer.data = data
	}
	return answer
}

// introspects says whether nothing but the schema is asked for, which needs no token.
func introspects(root []*selection) bool {
	return !slices.ContainsFunc(root, func(sel *selection) bool { return !strings.HasPrefix(sel.field.Name, "__") })
}

// hideAll refuses every root field of an operation, as Jobber does without a token or without the permission.
func (e *executor) hideAll(op *ast.OperationDefinition, root []*selection, unauthenticated bool) []graphError {
	var problems []graphError
	for _, sel := range root {
		problems = append(problems, hiddenField(e.rootType(op).Name, sel.field, []any{sel.key}, unauthenticated))
	}
	return problems
}

// encode writes the answer with its cost and version, which stand in every answer of status 200.
func (s *Server) encode(r result, available int) []byte {
	var body ordered
	if r.hasData {
		body = append(body, member{"data", r.data})
	}
	if len(r.errors) > 0 {
		body = append(body, member{"errors", r.errors})
	}
	status := func(available any) ordered {
		points, restore := s.switches.holds()
		return ordered{{"maximumAvailable", points}, {"currentlyAvailable", available}, {"restoreRate", restore}}
	}
	var extensions ordered
	cost := func(requested, actual, status any) {
		extensions = append(extensions, member{"cost", ordered{{"requestedQueryCost", requested}, {"actualQueryCost", actual}, {"throttleStatus", status}}})
	}
	switch s.switches.CostReport {
	case CostMissing:
	case CostNegative:
		cost(r.requested, r.actual, status(-available-1))
	case CostWrongTypes:
		cost(strconv.Itoa(r.requested), strconv.Itoa(r.actual), nil)
	default:
		cost(r.requested, r.actual, status(available))
	}
	extensions = append(extensions, member{"versioning", r.version})
	return appendJSON(nil, append(body, member{"extensions", extensions}))
}

// graphError is one entry of errors.
type graphError struct {
	Message    string     `json:"message"`
	Locations  []location `json:"locations,omitempty"`
	Path       []any      `json:"path,omitempty"`
	Extensions any        `json:"extensions,omitempty"`
}

type location struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

func at(position *ast.Position) []location {
	if position == nil {
		return nil
	}
	return []location{{position.Line, position.Column}}
}

// hiddenField is Jobber's refusal of one field.
func hiddenField(typeName string, field *ast.Field, path []any, unauthenticated bool) graphError {
	problem := graphError{Locations: at(field.Position), Path: slices.Clone(path),
		Message: fmt.Sprintf("The field %s on an object of type %s was hidden due to permissions", field.Name, typeName)}
	if unauthenticated {
		problem.Message = fmt.Sprintf("The field %s on an object of type %s was hidden because you are unauthenticated", field.Name, typeName)
		problem.Extensions = ordered{{"code", "UNAUTHENTICATED"}}
	}
	return problem
}
