package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"pricesync/app/money"
)

// arguments returns the field's arguments. Numbers are json.Number, so that no amount passes through a float; what was
// not given is absent, what was given as null is nil.
func (e *executor) arguments(field *ast.Field) map[string]any {
	if len(field.Arguments) == 0 {
		return nil
	}
	args := map[string]any{}
	for _, argument := range field.Arguments {
		if value, ok := e.value(argument.Value); ok {
			args[argument.Name] = value
		}
	}
	return args
}

// value evaluates a literal or variable; false where it is a variable that was not given.
func (e *executor) value(v *ast.Value) (any, bool) {
	switch v.Kind {
	case ast.Variable:
		value, ok := e.variables[v.Raw]
		return value, ok
	case ast.IntValue, ast.FloatValue:
		return json.Number(v.Raw), true
	case ast.BooleanValue:
		return v.Raw == "true", true
	case ast.NullValue:
		return nil, true
	case ast.ListValue:
		list := []any{}
		for _, child := range v.Children {
			element, _ := e.value(child.Value)
			list = append(list, element)
		}
		return list, true
	case ast.ObjectValue:
		object := map[string]any{}
		for _, child := range v.Children {
			if value, ok := e.value(child.Value); ok {
				object[child.Name] = value
			}
		}
		return object, true
	}
	return v.Raw, true
}

// coerceVariables checks the variables against the operation and fills in defaults.
func coerceVariables(in *ast.Schema, op *ast.OperationDefinition, raw json.RawMessage) (map[string]any, []graphError) {
	given, err := decodeVariables(raw)
	if err != nil {
		return nil, []graphError{{Message: "Variables are invalid JSON"}}
	}
	variables := map[string]any{}
	var refused []graphError
	for _, definition := range op.VariableDefinitions {
		value, ok := given[definition.Variable]
		if !ok && definition.DefaultValue != nil {
			value, _ = (&executor{}).value(definition.DefaultValue)
			ok = true
		}
		if !ok && !definition.Type.NonNull {
			continue
		}
		problems := check(in, definition.Type, value, []any{})
		if len(problems) > 0 {
			refused = append(refused, badVariable(definition, value, problems))
			continue
		}
		variables[definition.Variable] = value
	}
	return variables, refused
}

func decodeVariables(raw json.RawMessage) (map[string]any, error) {
	variables := map[string]any{}
	if len(raw) == 0 {
		return variables, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	if err := decoder.Decode(&variables); err != nil && err != io.EOF {
		return nil, err
	}
	return variables, nil
}

// problem is one thing that is wrong with a variable.
type problem struct {
	Path        []any  `json:"path"`
	Explanation string `json:"explanation"`
	Message     string `json:"message,omitempty"`
}

func badVariable(definition *ast.VariableDefinition, value any, problems []problem) graphError {
	var where []string
	for _, p := range problems {
		if len(p.Path) > 0 {
			steps := make([]string, len(p.Path))
			for i, step := range p.Path {
				steps[i] = fmt.Sprint(step)
			}
			where = append(where, strings.Join(steps, ".")+" ("+p.Explanation+")")
		}
	}
	message := fmt.Sprintf("Variable $%s of type %s was provided invalid value", definition.Variable, definition.Type)
	if len(where) > 0 {
		message += " for " + strings.Join(where, ", ")
	}
	return graphError{Message: message, Locations: at(definition.Position),
		Extensions: ordered{{"value", value}, {"problems", problems}}}
}

// check says what is wrong with a value given as a variable, in graphql-ruby's words.
func check(in *ast.Schema, kind *ast.Type, value any, path []any) []problem {
	one := func(text string) []problem { return []problem{{Path: slices.Clone(path), Explanation: text}} }
	if value == nil {
		if kind.NonNull {
			return one("Expected value to not be null")
		}
		return nil
	}
	if kind.Elem != nil {
		list, ok := value.([]any)
		if !ok {
			list = []any{value}
		}
		var problems []problem
		for i, element := range list {
			problems = append(problems, check(in, kind.Elem, element, append(path, i))...)
		}
		return problems
	}
	definition := in.Types[kind.NamedType]
	switch definition.Kind {
	case ast.Enum:
		if text, ok := value.(string); !ok || definition.EnumValues.ForName(text) == nil {
			return one(fmt.Sprintf("Expected %s to be one of: %s", mustJSON(value), strings.Join(enumNames(definition), ", ")))
		}
	case ast.InputObject:
		return checkObject(in, definition, value, path)
	default:
		if kind.NamedType == "EncodedId" && !isEncodedID(value) {
			text := fmt.Sprintf("'%v' is not a valid EncodedId", value)
			return []problem{{Path: slices.Clone(path), Explanation: text, Message: text}}
		}
		if !isScalar(kind.NamedType, value) {
			return one(fmt.Sprintf("Could not coerce value %s to %s", mustJSON(value), kind.NamedType))
		}
	}
	return nil
}

func checkObject(in *ast.Schema, definition *ast.Definition, value any, path []any) []problem {
	object, ok := value.(map[string]any)
	if !ok {
		return []problem{{Path: slices.Clone(path), Explanation: fmt.Sprintf("Expected %s to be a key-value object.", mustJSON(value))}}
	}
	var problems []problem
	for _, key := range slices.Sorted(maps.Keys(object)) {
		if definition.Fields.ForName(key) == nil {
			problems = append(problems, problem{Path: append(slices.Clone(path), key), Explanation: "Field is not defined on " + definition.Name})
		}
	}
	for _, field := range definition.Fields {
		given, ok := object[field.Name]
		if !ok && !field.Type.NonNull {
			continue
		}
		problems = append(problems, check(in, field.Type, given, append(slices.Clone(path), field.Name))...)
	}
	return problems
}

func enumNames(definition *ast.Definition) []string {
	names := make([]string, len(definition.EnumValues))
	for i, value := range definition.EnumValues {
		names[i] = value.Name
	}
	return names
}

func isEncodedID(value any) bool {
	text, ok := value.(string)
	if !ok {
		return false
	}
	_, ok = decodedID(text, "")
	return ok
}

// isScalar says whether a variable's value fits the scalar. Numbers given as text do not.
func isScalar(name string, value any) bool {
	switch name {
	case "String", "ISO8601DateTime", "SelfServeBooking", "Industry":
		_, ok := value.(string)
		return ok
	case "ID":
		_, number := integer(value)
		_, text := value.(string)
		return number || text
	case "Boolean":
		_, ok := value.(bool)
		return ok
	case "Int", "Minutes":
		_, ok := integer(value)
		return ok
	case "Float":
		_, ok := value.(json.Number)
		return ok
	}
	return true
}

// integer reads a whole number of 32 bits.
func integer(value any) (int, bool) {
	number, ok := value.(json.Number)
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseInt(string(number), 10, 32)
	return int(n), err == nil
}

// amount reads a Float exactly. Digits beyond the fifteenth decimal are rounded away; false beyond any price.
func amount(value any) (money.Amount, bool) {
	number, ok := value.(json.Number)
	if !ok {
		return money.Amount{}, false
	}
	exact, err := money.Decimal(string(number))
	if err == nil {
		return exact, true
	}
	f, err := number.Float64()
	if err != nil || math.Abs(f) >= 1e12 {
		return money.Amount{}, false
	}
	exact, err = money.Decimal(strconv.FormatFloat(f, 'f', 4, 64))
	return exact, err == nil
}

// leaf writes a scalar as the answer has it. Amounts are Floats, written as the switch says.
func (s *Server) leaf(value any) any {
	switch value := value.(type) {
	case money.Amount:
		return json.RawMessage(s.float(value))
	case int64:
		return int(value)
	}
	return value
}

func (s *Server) float(exact money.Amount) string {
	switch s.switches.Floats {
	case FloatsShort:
		return exact.Plain()
	case FloatsNoisy:
		f := exact.Float()
		return strconv.FormatFloat(math.Nextafter(f, math.Inf(1)), 'f', -1, 64)
	}
	if exact.Decimals() == 0 {
		return exact.Fixed(1)
	}
	return exact.Plain()
}
