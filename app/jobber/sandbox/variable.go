package sandbox

import (
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
)

// use is one place of an operation that uses a variable.
type use struct {
	name     string
	position *ast.Position
	path     []any
}

// variables checks that each variable is declared, used, and of a type that its places take.
func (v *checker) variables(op *ast.OperationDefinition, path []any) {
	name := op.Name
	if name == "" {
		name = "anonymous " + string(op.Operation)
	}
	used := map[string]bool{}
	for _, u := range v.uses(op, path) {
		used[u.name] = true
		declared := op.VariableDefinitions.ForName(u.name)
		if declared == nil {
			v.add(graphError{Message: fmt.Sprintf("Variable $%s is used by %s but not declared", u.name, name),
				Locations: at(u.position), Path: u.path,
				Extensions: ordered{{"code", "variableNotDefined"}, {"variableName", u.name}}})
			continue
		}
		v.position(declared, u)
	}
	for _, declared := range op.VariableDefinitions {
		if !used[declared.Variable] {
			v.add(graphError{Message: fmt.Sprintf("Variable $%s is declared by %s but not used", declared.Variable, name),
				Locations: at(declared.Position), Path: path,
				Extensions: ordered{{"code", "variableNotUsed"}, {"variableName", declared.Variable}}})
		}
	}
}

// position checks one use against the type of its place.
func (v *checker) position(declared *ast.VariableDefinition, u use) {
	place, ok := v.arguments[location{u.position.Line, u.position.Column}]
	if !ok || v.schema.Types[declared.Type.Name()] == nil {
		return
	}
	wanted := place.kind
	if wanted.NonNull && !declared.Type.NonNull && (place.free || hasDefault(declared)) {
		wanted = nullable(wanted)
	}
	trouble := ""
	switch {
	case fitsInto(declared.Type, wanted):
		return
	case declared.Type.Name() != wanted.Name():
		trouble = "Type mismatch"
	case depth(declared.Type) > depth(wanted):
		trouble = "List dimension mismatch"
	case declared.Type.Elem == nil && wanted.Elem != nil && fitsInto(declared.Type, wanted.Elem):
		return // one value stands for a list of one
	default:
		trouble = "Nullability mismatch"
	}
	v.add(graphError{Message: fmt.Sprintf("%s on variable $%s and argument %s (%s / %s)", trouble, u.name, place.name, declared.Type, place.kind),
		Locations: at(u.position), Path: u.path,
		Extensions: ordered{{"code", "variableMismatch"}, {"variableName", u.name}, {"typeName", declared.Type.String()},
			{"argumentName", place.name}, {"errorMessage", trouble}}})
}

func hasDefault(declared *ast.VariableDefinition) bool {
	return declared.DefaultValue != nil && declared.DefaultValue.Kind != ast.NullValue
}

func nullable(kind *ast.Type) *ast.Type {
	loose := *kind
	loose.NonNull = false
	return &loose
}

func depth(kind *ast.Type) int {
	n := 0
	for ; kind.Elem != nil; kind = kind.Elem {
		n++
	}
	return n
}

// fitsInto says whether a variable of one type may stand where the other is wanted.
func fitsInto(declared, wanted *ast.Type) bool {
	if wanted.NonNull && !declared.NonNull {
		return false
	}
	if (declared.Elem == nil) != (wanted.Elem == nil) {
		return false
	}
	if declared.Elem != nil {
		return fitsInto(declared.Elem, wanted.Elem)
	}
	return declared.NamedType == wanted.NamedType
}

// uses lists every use of a variable in the operation and the fragments that it reaches.
func (v *checker) uses(op *ast.OperationDefinition, path []any) []use {
	var found []use
	seen := map[string]bool{}
	var value func(val *ast.Value, path []any)
	value = func(val *ast.Value, path []any) {
		if val.Kind == ast.Variable {
			found = append(found, use{val.Raw, val.Position, path})
		}
		for _, child := range val.Children {
			inner := path
			if child.Name != "" {
				inner = below(path, child.Name)
			}
			value(child.Value, inner)
		}
	}
	directives := func(list ast.DirectiveList, path []any) {
		for _, directive := range list {
			for _, given := range directive.Arguments {
				value(given.Value, below(path, given.Name))
			}
		}
	}
	var set func(choices ast.SelectionSet, path []any)
	set = func(choices ast.SelectionSet, path []any) {
		for _, choice := range choices {
			switch choice := choice.(type) {
			case *ast.Field:
				inner := below(path, choice.Alias)
				for _, given := range choice.Arguments {
					value(given.Value, below(inner, given.Name))
				}
				directives(choice.Directives, inner)
				set(choice.SelectionSet, inner)
			case *ast.InlineFragment:
				directives(choice.Directives, path)
				set(choice.SelectionSet, below(path, "... on "+choice.TypeCondition))
			case *ast.FragmentSpread:
				directives(choice.Directives, path)
				if fragment := v.query.Fragments.ForName(choice.Name); fragment != nil && !seen[choice.Name] {
					seen[choice.Name] = true
					set(fragment.SelectionSet, []any{"fragment " + choice.Name})
				}
			}
		}
	}
	directives(op.Directives, path)
	set(op.SelectionSet, path)
	return found
}

// similar suggests an input type with a name like the unknown one.
func (v *checker) similar(name string) string {
	var names []string
	for known, definition := range v.schema.Types {
		if definition.IsInputType() && !definition.BuiltIn {
			names = append(names, known)
		}
	}
	slices.Sort(names)
	near := core.SuggestionList(name, names)
	if len(near) == 0 {
		return ""
	}
	return " (Did you mean `" + near[0] + "`?)"
}
