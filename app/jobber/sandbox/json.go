package sandbox

import "strconv"

// ordered is a JSON object whose members keep their order.
type ordered []member

type member struct {
	key   string
	value any
}

// MarshalJSON writes the members in their order.
func (o ordered) MarshalJSON() ([]byte, error) { return appendJSON(nil, o), nil }

// appendJSON writes the values that answers are built from in one pass; whatever else goes through encoding/json.
func appendJSON(text []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(text, "null"...)
	case bool:
		return strconv.AppendBool(text, v)
	case int:
		return strconv.AppendInt(text, int64(v), 10)
	case ordered:
		text = append(text, '{')
		for i, m := range v {
			if i > 0 {
				text = append(text, ',')
			}
			text = append(append(text, mustJSON(m.key)...), ':')
			text = appendJSON(text, m.value)
		}
		return append(text, '}')
	case []any:
		text = append(text, '[')
		for i, element := range v {
			if i > 0 {
				text = append(text, ',')
			}
			text = appendJSON(text, element)
		}
		return append(text, ']')
	}
	return append(text, mustJSON(v)...)
}
