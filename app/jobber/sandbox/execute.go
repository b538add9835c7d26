package sandbox

import (
	"math"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"pricesync/app/jobber/schema"
)

// node is a value of an object type.
type node interface {
	typeName() string
	// field returns a field's value: nil, a string, bool, int or number, an amount, a node, or a list of those as []any.
	// A problem makes the field null.
	field(e *executor, name string, args map[string]any) (any, *graphError)
}

// executor carries out one operation. It walks the document by the schema, so that it knows no document in particular.
type executor struct {
	server    *Server
	schema    *ast.Schema
	variables map[string]any
	owner     *grant
	record    *Request
	limit     int // root fields of a mutation that are carried out; below zero all
	errors    []graphError
	actual    int // points
}

// selection is a field as it is asked for at one place, with all that is asked below it.
type selection struct {
	key    string
	field  *ast.Field
	sets   []ast.SelectionSet
	byType map[string][]*selection
}

func (e *executor) rootType(op *ast.OperationDefinition) *ast.Definition {
	if op.Operation == ast.Mutation {
		return e.schema.Mutation
	}
	return e.schema.Query
}

func (e *executor) root(op *ast.OperationDefinition) []*selection {
	return e.collect(e.rootType(op), []ast.SelectionSet{op.SelectionSet})
}

// collect merges the selection sets as they apply to the object type: one selection for each key of the answer.
func (e *executor) collect(typ *ast.Definition, sets []ast.SelectionSet) []*selection {
	var found []*selection
	byKey := map[string]*selection{}
	spread := map[string]bool{}
	var visit func(set ast.SelectionSet)
	visit = func(set ast.SelectionSet) {
		for _, choice := range set {
			switch choice := choice.(type) {
			case *ast.Field:
				if !e.included(choice.Directives) {
					continue
				}
				sel := byKey[choice.Alias]
				if sel == nil {
					sel = &selection{key: choice.Alias, field: choice, byType: map[string][]*selection{}}
					byKey[choice.Alias] = sel
					found = append(found, sel)
				}
				if len(choice.SelectionSet) > 0 {
					sel.sets = append(sel.sets, choice.SelectionSet)
				}
			case *ast.InlineFragment:
				if e.included(choice.Directives) && e.applies(choice.TypeCondition, typ) {
					visit(choice.SelectionSet)
				}
			case *ast.FragmentSpread:
				if !spread[choice.Name] && e.included(choice.Directives) && e.applies(choice.Definition.TypeCondition, typ) {
					spread[choice.Name] = true
					visit(choice.Definition.SelectionSet)
				}
			}
		}
	}
	for _, set := range sets {
		visit(set)
	}
	return found
}

// under returns what is selected below a field whose value has that type.
func (e *executor) under(sel *selection, typ *ast.Definition) []*selection {
	known, ok := sel.byType[typ.Name]
	if !ok {
		known = e.collect(typ, sel.sets)
		sel.byType[typ.Name] = known
	}
	return known
}

func (e *executor) included(directives ast.DirectiveList) bool {
	says := func(name string) (bool, bool) {
		directive := directives.ForName(name)
		if directive == nil {
			return false, false
		}
		argument := directive.Arguments.ForName("if")
		if argument == nil {
			return false, false
		}
		value, _ := e.value(argument.Value)
		truth, ok := value.(bool)
		return truth, ok
	}
	if skip, ok := says("skip"); ok && skip {
		return false
	}
	include, ok := says("include")
	return include || !ok
}

func (e *executor) applies(condition string, typ *ast.Definition) bool {
	if condition == "" || condition == typ.Name {
		return true
	}
	for _, possible := range e.schema.PossibleTypes[condition] {
		if possible.Name == typ.Name {
			return true
		}
	}
	return false
}

// estimate returns what the selections may cost: every field 1, a connection's nodes and edges as often as asked.
func (e *executor) estimate(selections []*selection) int {
	sum := 0
	for _, sel := range selections {
		sum = capped(sum + 1 + e.below(sel))
	}
	return sum
}

func (e *executor) below(sel *selection) int {
	if sel.field.Definition == nil {
		return 0
	}
	typ := e.schema.Types[sel.field.Definition.Type.Name()]
	if typ == nil || typ.IsLeafType() {
		return 0
	}
	if typ.IsAbstractType() {
		most := 0
		for _, possible := range e.schema.GetPossibleTypes(typ) {
			most = max(most, e.estimate(e.under(sel, possible)))
		}
		return most
	}
	children := e.under(sel, typ)
	if !strings.HasSuffix(typ.Name, "Connection") {
		return e.estimate(children)
	}
	sum, page := 0, e.pageSize(sel.field)
	for _, child := range children {
		below := e.below(child)
		if child.field.Name == "nodes" || child.field.Name == "edges" {
			below = capped(below * page)
		}
		sum = capped(sum + 1 + below)
	}
	return sum
}

// pageSize is how many nodes a connection is weighed with: what first or last says, even beyond a page.
func (e *executor) pageSize(field *ast.Field) int {
	args := e.arguments(field)
	size, asked := 0, false
	for _, name := range []string{"first", "last"} {
		if n, ok := integer(args[name]); ok {
			size, asked = max(size, n), true
		}
	}
	if !asked {
		return schema.MaxPage
	}
	return size
}

// capped keeps sums of absurd documents within bounds.
func capped(n int) int { return min(n, math.MaxInt32) }

// execute carries the operation out. False means that the data as a whole is null.
func (e *executor) execute(op *ast.OperationDefinition, root []*selection) (ordered, bool) {
	var start node = queryRoot{}
	if op.Operation == ast.Mutation {
		start = mutationRoot{}
		if e.limit >= 0 {
			return e.half(start, root), true
		}
	}
	return e.object(start, root, nil)
}

// half carries out the first root fields; the others are null, with an error each.
func (e *executor) half(start node, root []*selection) ordered {
	done := min(e.limit, len(root))
	data, ok := e.object(start, root[:done], nil)
	if !ok {
		data = ordered{}
	}
	for _, sel := range root[done:] {
		data = append(data, member{sel.key, nil})
		e.errors = append(e.errors, graphError{Message: "Internal server error", Locations: at(sel.field.Position), Path: []any{sel.key}})
	}
	return data
}

// object completes an object; false where a field that cannot be null is null. The fields after such a one are carried
// out all the same, which matters where they are mutations.
func (e *executor) object(n node, selections []*selection, path []any) (ordered, bool) {
	data, whole := make(ordered, 0, len(selections)), true
	for _, sel := range selections {
		value, ok := e.resolve(n, sel, append(path, sel.key))
		whole = whole && ok
		data = append(data, member{sel.key, value})
	}
	return data, whole
}

// resolve completes one field; false where the object that holds it must be null.
func (e *executor) resolve(n node, sel *selection, path []any) (any, bool) {
	e.actual++
	if sel.field.Name == "__typename" {
		return n.typeName(), true
	}
	kind := sel.field.Definition.Type
	if e.hides(n.typeName(), sel.field.Name) {
		e.errors = append(e.errors, hiddenField(n.typeName(), sel.field, path, false))
		return nil, !kind.NonNull
	}
	value, problem := n.field(e, sel.field.Name, e.arguments(sel.field))
	if problem != nil {
		problem.Locations, problem.Path = at(sel.field.Position), slices.Clone(path)
		e.errors = append(e.errors, *problem)
		return nil, !kind.NonNull
	}
	return e.complete(kind, value, sel, path)
}

// complete fits a value to its type; false where null is not allowed at this place.
func (e *executor) complete(kind *ast.Type, value any, sel *selection, path []any) (any, bool) {
	if value == nil {
		return nil, !kind.NonNull
	}
	if list, ok := value.([]any); ok && kind.Elem != nil {
		done := make([]any, len(list))
		for i, element := range list {
			if done[i], ok = e.complete(kind.Elem, element, sel, append(path, i)); !ok {
				return nil, !kind.NonNull
			}
		}
		return done, true
	}
	n, ok := value.(node)
	if !ok {
		return e.server.leaf(value), true
	}
	if slices.Contains(e.server.switches.HiddenTypes, n.typeName()) {
		e.errors = append(e.errors, graphError{Message: "An object of type " + n.typeName() + " was hidden due to permissions",
			Locations: at(sel.field.Position), Path: slices.Clone(path)})
		return nil, !kind.NonNull
	}
	data, ok := e.object(n, e.under(sel, e.schema.Types[n.typeName()]), path)
	if !ok {
		return nil, !kind.NonNull
	}
	return data, true
}

// hides says whether the field is hidden from the token, by a switch or by a scope that it lacks.
func (e *executor) hides(typeName, field string) bool {
	switches := &e.server.switches
	if len(switches.HiddenFields) > 0 && slices.Contains(switches.HiddenFields, typeName+"."+field) {
		return true
	}
	switch field {
	case "product", "products", "productOrService", "productOrServices", "productsSearch": // a payload has such a field too
		return typeName == "Query" && !e.owner.hasScope(switches.ProductsScope)
	case "productsAndServicesCreate", "productsAndServicesEdit":
		return !e.owner.hasScope(switches.ProductsWriting)
	}
	return false
}
