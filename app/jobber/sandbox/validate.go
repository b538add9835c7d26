package sandbox

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// validate checks a document against the schema. What real clients get wrong is told in graphql-ruby's words, which
// recorded answers of Jobber have; the rarer rules are gqlparser's and told in its own.
func validate(in *ast.Schema, query *ast.QueryDocument) []graphError {
	v := &checker{schema: in, query: query, arguments: map[location]argument{}}
	left := rules.NewDefaultRules()
	for _, name := range []string{"FieldsOnCorrectType", "ScalarLeafs", "KnownArgumentNames", "ProvidedRequiredArguments",
		"ValuesOfCorrectType", "NoUndefinedVariables", "NoUnusedVariables", "VariablesInAllowedPosition"} {
		left.RemoveRule(name)
	}
	// gqlparser walks first: its walk ties fields to their definitions.
	others := validator.ValidateWithRules(in, query, left)
	for _, op := range query.Operations {
		v.operation(op)
	}
	for _, fragment := range query.Fragments {
		if definition := in.Types[fragment.TypeCondition]; definition != nil {
			v.set(definition, fragment.SelectionSet, []any{"fragment " + fragment.Name})
		}
	}
	for _, err := range others {
		v.add(v.other(err))
	}
	return v.problems
}

// checker collects what is wrong with a document.
type checker struct {
	schema    *ast.Schema
	query     *ast.QueryDocument
	arguments map[location]argument // where a variable stands, and for what
	problems  []graphError
}

// argument is a place that takes a value.
type argument struct {
	name string
	kind *ast.Type
	free bool // the place has a default, so a null may come
}

func (v *checker) add(problem graphError) {
	for _, known := range v.problems {
		if known.Message == problem.Message && slices.Equal(known.Locations, problem.Locations) {
			return
		}
	}
	v.problems = append(v.problems, problem)
}

// label names an operation as graphql-ruby's paths do.
func label(op *ast.OperationDefinition) string {
	if op.Name == "" {
		return string(op.Operation)
	}
	return string(op.Operation) + " " + op.Name
}

func (v *checker) operation(op *ast.OperationDefinition) {
	root := v.schema.Query
	if op.Operation == ast.Mutation {
		root = v.schema.Mutation
	}
	path := []any{label(op)}
	v.set(root, op.SelectionSet, path)
	v.variables(op, path)
}

func below(path []any, step any) []any { return append(slices.Clone(path), step) }

func (v *checker) set(parent *ast.Definition, set ast.SelectionSet, path []any) {
	for _, choice := range set {
		switch choice := choice.(type) {
		case *ast.Field:
			v.field(parent, choice, below(path, choice.Alias))
		case *ast.InlineFragment:
			inner := parent
			if choice.TypeCondition != "" {
				inner = v.schema.Types[choice.TypeCondition]
			}
			if inner != nil {
				v.set(inner, choice.SelectionSet, below(path, "... on "+inner.Name))
			}
		}
	}
}

func (v *checker) field(parent *ast.Definition, field *ast.Field, path []any) {
	if field.Name == "__typename" {
		return
	}
	definition := parent.Fields.ForName(field.Name)
	if definition == nil {
		v.add(graphError{Message: fmt.Sprintf("Field '%s' doesn't exist on type '%s'", field.Name, parent.Name),
			Locations: at(field.Position), Path: path,
			Extensions: ordered{{"code", "undefinedField"}, {"typeName", parent.Name}, {"fieldName", field.Name}}})
		return
	}
	v.fieldArguments(field, definition, path)
	inner := v.schema.Types[definition.Type.Name()]
	switch {
	case inner.IsLeafType() && len(field.SelectionSet) > 0:
		v.add(graphError{Message: fmt.Sprintf("Selections can't be made on scalars (field '%s' returns %s but has selections %s)",
			field.Name, inner.Name, selectionNames(field.SelectionSet)), Locations: at(field.Position), Path: path,
			Extensions: ordered{{"code", "selectionMismatch"}, {"nodeName", "field '" + field.Name + "'"}, {"typeName", inner.Name}}})
	case !inner.IsLeafType() && len(field.SelectionSet) == 0:
		v.add(graphError{Message: fmt.Sprintf("Field must have selections (field '%s' returns %s but has no selections. Did you mean '%s { ... }'?)",
			field.Name, inner.Name, field.Name), Locations: at(field.Position), Path: path,
			Extensions: ordered{{"code", "selectionMismatch"}, {"nodeName", "field '" + field.Name + "'"}, {"typeName", inner.Name}}})
	case !inner.IsLeafType():
		v.set(inner, field.SelectionSet, path)
	}
}

func selectionNames(set ast.SelectionSet) string {
	var names []string
	for _, choice := range set {
		if field, ok := choice.(*ast.Field); ok {
			names = append(names, `"`+field.Name+`"`)
		}
	}
	return "[" + strings.Join(names, ", ") + "]"
}

func (v *checker) fieldArguments(field *ast.Field, definition *ast.FieldDefinition, path []any) {
	for _, given := range field.Arguments {
		known := definition.Arguments.ForName(given.Name)
		if known == nil {
			v.add(graphError{Message: fmt.Sprintf("Field '%s' doesn't accept argument '%s'", field.Name, given.Name),
				Locations: at(given.Position), Path: below(path, given.Name),
				Extensions: ordered{{"code", "argumentNotAccepted"}, {"name", field.Name}, {"typeName", "Field"}, {"argumentName", given.Name}}})
			continue
		}
		v.literal(literal{given.Value, known.Type, known.DefaultValue != nil, given.Name, "Field", field.Name, given.Position}, below(path, given.Name))
	}
	var missing []string
	for _, known := range definition.Arguments {
		if known.Type.NonNull && known.DefaultValue == nil && field.Arguments.ForName(known.Name) == nil {
			missing = append(missing, known.Name)
		}
	}
	if len(missing) > 0 {
		names := strings.Join(missing, ", ")
		v.add(graphError{Message: fmt.Sprintf("Field '%s' is missing required arguments: %s", field.Name, names),
			Locations: at(field.Position), Path: path,
			Extensions: ordered{{"code", "missingRequiredArguments"}, {"className", "Field"}, {"name", field.Name}, {"arguments", names}}})
	}
}

// literal is a value written into the document, at the place that takes it.
type literal struct {
	value    *ast.Value
	kind     *ast.Type
	free     bool
	name     string // the argument's
	holder   string // "Field" or "InputObject"
	of       string // the holder's name
	position *ast.Position
}

func (v *checker) literal(l literal, path []any) {
	incompatible := func() {
		v.add(graphError{Message: fmt.Sprintf("Argument '%s' on %s '%s' has an invalid value (%s). Expected type '%s'.",
			l.name, l.holder, l.of, l.value, l.kind), Locations: at(l.position), Path: path,
			Extensions: ordered{{"code", "argumentLiteralsIncompatible"}, {"typeName", l.holder}, {"argumentName", l.name}}})
	}
	switch {
	case l.value.Kind == ast.Variable:
		if l.value.Position != nil {
			v.arguments[location{l.value.Position.Line, l.value.Position.Column}] = argument{l.name, l.kind, l.free}
		}
		return
	case l.value.Kind == ast.NullValue:
		if l.kind.NonNull {
			incompatible()
		}
		return
	case l.kind.Elem != nil:
		if l.value.Kind != ast.ListValue {
			l.kind = l.kind.Elem
			v.literal(l, path)
			return
		}
		for _, child := range l.value.Children {
			element := l
			element.value, element.kind = child.Value, l.kind.Elem
			v.literal(element, path)
		}
		return
	}
	definition := v.schema.Types[l.kind.NamedType]
	switch {
	case definition.Kind == ast.InputObject && l.value.Kind == ast.ObjectValue:
		v.object(l, definition, path)
	case definition.Name == "EncodedId" && l.value.Kind == ast.StringValue && !isEncodedID(l.value.Raw):
		v.add(graphError{Message: fmt.Sprintf("'%s' is not a valid EncodedId", l.value.Raw), Locations: at(l.position), Path: path,
			Extensions: ordered{{"code", "argumentLiteralsIncompatible"}, {"typeName", "CoercionError"}}})
	case !fits(definition, l.value):
		incompatible()
	}
}

func (v *checker) object(l literal, definition *ast.Definition, path []any) {
	for _, child := range l.value.Children {
		field := definition.Fields.ForName(child.Name)
		if field == nil {
			v.add(graphError{Message: fmt.Sprintf("InputObject '%s' doesn't accept argument '%s'", definition.Name, child.Name),
				Locations: at(child.Position), Path: below(path, child.Name),
				Extensions: ordered{{"code", "argumentNotAccepted"}, {"name", definition.Name}, {"typeName", "InputObject"}, {"argumentName", child.Name}}})
			continue
		}
		v.literal(literal{child.Value, field.Type, field.DefaultValue != nil, child.Name, "InputObject", definition.Name, child.Position}, below(path, child.Name))
	}
	for _, field := range definition.Fields {
		if field.Type.NonNull && field.DefaultValue == nil && l.value.Children.ForName(field.Name) == nil {
			v.add(graphError{Message: fmt.Sprintf("Argument '%s' on InputObject '%s' is required. Expected type %s", field.Name, definition.Name, field.Type),
				Locations: at(l.position), Path: below(path, field.Name),
				Extensions: ordered{{"code", "missingRequiredInputObjectAttribute"}, {"argumentName", field.Name},
					{"argumentType", field.Type.String()}, {"inputObjectType", definition.Name}}})
		}
	}
}

// fits says whether a literal can stand for the leaf type.
func fits(definition *ast.Definition, value *ast.Value) bool {
	if definition.Kind == ast.Enum {
		return value.Kind == ast.EnumValue && definition.EnumValues.ForName(value.Raw) != nil
	}
	if definition.Kind != ast.Scalar {
		return false
	}
	switch definition.Name {
	case "Int", "Minutes":
		return value.Kind == ast.IntValue
	case "Float":
		return value.Kind == ast.IntValue || value.Kind == ast.FloatValue
	case "Boolean":
		return value.Kind == ast.BooleanValue
	case "ID":
		return value.Kind == ast.StringValue || value.Kind == ast.IntValue
	case "SelfServeBooking", "Industry":
		return value.Kind == ast.EnumValue || value.Kind == ast.StringValue
	}
	return value.Kind == ast.StringValue || value.Kind == ast.BlockValue
}

// quoted finds the names that gqlparser puts into its messages.
var quoted = regexp.MustCompile(`"([^"]*)"`)

// other words what gqlparser's own rules found.
func (v *checker) other(err *gqlerror.Error) graphError {
	problem := graphError{Message: err.Message}
	for _, l := range err.Locations {
		problem.Locations = append(problem.Locations, location{l.Line, l.Column})
	}
	names := quoted.FindStringSubmatch(err.Message)
	if err.Rule == "KnownTypeNames" && names != nil {
		return v.unknownType(names[1], problem)
	}
	code := strings.ToLower(err.Rule[:1]) + err.Rule[1:]
	problem.Extensions = ordered{{"code", code}}
	return problem
}

func (v *checker) unknownType(name string, problem graphError) graphError {
	for _, op := range v.query.Operations {
		for _, variable := range op.VariableDefinitions {
			if variable.Type.Name() != name {
				continue
			}
			problem.Message = fmt.Sprintf("%s isn't a defined input type (on $%s)%s", name, variable.Variable, v.similar(name))
			problem.Locations, problem.Path = at(variable.Position), []any{label(op)}
			problem.Extensions = ordered{{"code", "variableRequiresValidType"}, {"typeName", name}, {"variableName", variable.Variable}}
			return problem
		}
	}
	problem.Message = fmt.Sprintf("No such type %s, so it can't be a fragment condition", name)
	problem.Extensions = ordered{{"code", "undefinedType"}, {"typeName", name}}
	return problem
}
