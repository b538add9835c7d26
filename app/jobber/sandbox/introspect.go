package sandbox

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// schemaNode answers __schema: introspection is enabled at Jobber.
func schemaNode(e *executor) node {
	names := make([]string, 0, len(e.schema.Types))
	for name := range e.schema.Types {
		names = append(names, name)
	}
	slices.Sort(names)
	types := make([]any, len(names))
	for i, name := range names {
		types[i] = definitionNode{e.schema.Types[name]}
	}
	directives := []any{}
	for _, name := range []string{"deprecated", "include", "skip"} {
		if directive := e.schema.Directives[name]; directive != nil {
			locations := []any{}
			for _, place := range directive.Locations {
				locations = append(locations, string(place))
			}
			directives = append(directives, plain{"__Directive", map[string]any{"name": name, "description": textOrNull(directive.Description),
				"locations": locations, "args": argumentNodes(directive.Arguments), "isRepeatable": false}})
		}
	}
	return plain{"__Schema", map[string]any{"types": types, "queryType": definitionNode{e.schema.Query},
		"mutationType": definitionNode{e.schema.Mutation}, "directives": directives}}
}

// typeNode answers __type.
func typeNode(e *executor, name string) any {
	if definition := e.schema.Types[name]; definition != nil {
		return definitionNode{definition}
	}
	return nil
}

// definitionNode is a named type, as introspection shows it.
type definitionNode struct{ *ast.Definition }

func (definitionNode) typeName() string { return "__Type" }

func (n definitionNode) field(e *executor, name string, args map[string]any) (any, *graphError) {
	old, _ := args["includeDeprecated"].(bool)
	switch name {
	case "kind":
		return string(n.Kind), nil
	case "name":
		return n.Name, nil
	case "description":
		return textOrNull(n.Description), nil
	case "fields":
		if n.Kind != ast.Object && n.Kind != ast.Interface {
			return nil, nil
		}
		fields := []any{}
		for _, f := range n.Fields {
			if deprecated, reason := deprecation(f.Directives); f.Name[0] != '_' && (old || !deprecated) {
				fields = append(fields, plain{"__Field", map[string]any{"name": f.Name, "description": textOrNull(f.Description),
					"args": argumentNodes(f.Arguments), "type": reference(e, f.Type), "isDeprecated": deprecated, "deprecationReason": reason}})
			}
		}
		return fields, nil
	case "inputFields":
		if n.Kind != ast.InputObject {
			return nil, nil
		}
		fields := []any{}
		for _, f := range n.Fields {
			fields = append(fields, inputNode{f.Name, f.Description, f.Type, f.DefaultValue})
		}
		return fields, nil
	case "enumValues":
		if n.Kind != ast.Enum {
			return nil, nil
		}
		known := []any{}
		for _, v := range n.EnumValues {
			if deprecated, reason := deprecation(v.Directives); old || !deprecated {
				known = append(known, plain{"__EnumValue", map[string]any{"name": v.Name, "description": textOrNull(v.Description),
					"isDeprecated": deprecated, "deprecationReason": reason}})
			}
		}
		return known, nil
	case "interfaces":
		if n.Kind != ast.Object {
			return nil, nil
		}
		implemented := []any{}
		for _, name := range n.Interfaces {
			implemented = append(implemented, definitionNode{e.schema.Types[name]})
		}
		return implemented, nil
	case "possibleTypes":
		if !n.IsAbstractType() {
			return nil, nil
		}
		possible := []any{}
		for _, definition := range e.schema.GetPossibleTypes(n.Definition) {
			possible = append(possible, definitionNode{definition})
		}
		return possible, nil
	}
	return nil, nil
}

// reference is a type as a field has it: a named one, or one wrapped in a list or in non-null.
func reference(e *executor, kind *ast.Type) node {
	if kind.NonNull {
		return plain{"__Type", map[string]any{"kind": "NON_NULL", "ofType": reference(e, nullable(kind))}}
	}
	if kind.Elem != nil {
		return plain{"__Type", map[string]any{"kind": "LIST", "ofType": reference(e, kind.Elem)}}
	}
	return definitionNode{e.schema.Types[kind.NamedType]}
}

// inputNode is an argument or an input field.
type inputNode struct {
	name, description string
	kind              *ast.Type
	fallback          *ast.Value
}

func (inputNode) typeName() string { return "__InputValue" }

func (n inputNode) field(e *executor, name string, _ map[string]any) (any, *graphError) {
	switch name {
	case "name":
		return n.name, nil
	case "description":
		return textOrNull(n.description), nil
	case "type":
		return reference(e, n.kind), nil
	case "defaultValue":
		if n.fallback != nil {
			return n.fallback.String(), nil
		}
	case "isDeprecated":
		return false, nil
	}
	return nil, nil
}

func argumentNodes(arguments ast.ArgumentDefinitionList) []any {
	nodes := []any{}
	for _, a := range arguments {
		nodes = append(nodes, inputNode{a.Name, a.Description, a.Type, a.DefaultValue})
	}
	return nodes
}

func deprecation(directives ast.DirectiveList) (bool, any) {
	directive := directives.ForName("deprecated")
	if directive == nil {
		return false, nil
	}
	if reason := directive.Arguments.ForName("reason"); reason != nil {
		return true, reason.Value.Raw
	}
	return true, "No longer supported"
}

// textOrNull is a description, null where there is none.
func textOrNull(description string) any {
	if description == "" {
		return nil
	}
	return description
}
