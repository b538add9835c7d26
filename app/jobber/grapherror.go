package jobber

import (
	"encoding/json"
	"fmt"
	"strings"
)

// graphError is one entry of errors[].
type graphError struct {
	Message    string `json:"message"`
	Path       []any  `json:"path"`
	Extensions struct {
		Code      string    `json:"code"`
		TypeName  string    `json:"typeName"`
		FieldName string    `json:"fieldName"`
		Problems  []problem `json:"problems"`
	} `json:"extensions"`
}

type problem struct {
	Path        []any  `json:"path"`
	Explanation string `json:"explanation"`
}

// graphErrors reads errors[], entry by entry, so that one of an unknown form still counts.
func graphErrors(raw json.RawMessage) []graphError {
	if null(raw) {
		return nil
	}
	var entries []json.RawMessage
	if json.Unmarshal(raw, &entries) != nil {
		entries = []json.RawMessage{raw}
	}
	list := make([]graphError, len(entries))
	for i, entry := range entries {
		if json.Unmarshal(entry, &list[i]) == nil {
			continue
		}
		var bare struct {
			Message    string `json:"message"`
			Extensions struct {
				Code string `json:"code"`
			} `json:"extensions"`
		}
		if json.Unmarshal(entry, &bare) != nil && json.Unmarshal(entry, &bare.Message) != nil && bare.Message == "" {
			bare.Message = "an error of unknown form"
		}
		list[i] = graphError{Message: bare.Message}
		list[i].Extensions.Code = bare.Extensions.Code
	}
	return list
}

// scrub takes out of the service's words what may not be shown.
func (e *graphError) scrub(clean func(string) string) {
	e.Message = clean(e.Message)
	for i := range e.Extensions.Problems {
		e.Extensions.Problems[i].Explanation = clean(e.Extensions.Problems[i].Explanation)
	}
}

// shape classifies the error: by its code where it has one, by its text otherwise.
func (e graphError) shape() shape {
	text := strings.ToLower(e.Message)
	switch code := e.Extensions.Code; {
	case code == "THROTTLED", code == "" && text == "throttled":
		return throttled
	case code == "UNAUTHENTICATED":
		return unauthorised
	case strings.Contains(text, "hidden because you are unauthenticated"):
		return unauthorised
	case strings.Contains(text, "hidden due to permissions"):
		return hidden
	case len(e.Path) == 0 && flatShape(text) != "":
		return flatShape(text)
	case invalid(code), strings.HasPrefix(text, "variable $"), strings.HasPrefix(text, "argument '"),
		strings.HasPrefix(text, "parse error"), strings.Contains(text, "doesn't exist on type"),
		strings.Contains(text, "isn't a defined input type"), strings.Contains(text, "doesn't accept argument"),
		len(e.Path) == 0 && overLimit(text):
		return refused
	case e.missing():
		return absent
	}
	return failed
}

// invalid says whether the code is one of those with which the service refuses a document before it carries any of it out.
func invalid(code string) bool {
	switch code {
	case "undefinedField", "undefinedType", "undefinedDirective", "argumentLiteralsIncompatible", "argumentNotAccepted",
		"argumentNotUnique", "missingRequiredArguments", "missingRequiredInputObjectAttribute", "variableMismatch",
		"variableNotDefined", "variableNotUsed", "variableRequiresValidType", "selectionMismatch", "fieldConflict":
		return true
	}
	return false
}

// overLimit says whether a document was refused for being too much at once.
func overLimit(text string) bool {
	for _, part := range []string{"too many", "complexity", "max depth", "exceeds max"} {
		if strings.Contains(text, part) {
			return true
		}
	}
	return false
}

// hiddenField returns the type and the field of an error that says that the service does not have or show the field.
func (e graphError) hiddenField() (typeName, field string) {
	if e.Extensions.FieldName != "" {
		return e.Extensions.TypeName, e.Extensions.FieldName
	}
	for _, format := range []string{
		"The field %s on an object of type %s was hidden due to permissions",
		"Field %s doesn't exist on type %s",
	} {
		if n, _ := fmt.Sscanf(e.Message, format, &field, &typeName); n == 2 {
			return strings.Trim(typeName, "'"), strings.Trim(field, "'")
		}
	}
	return "", ""
}

// names says whether the error is about one of these keys of the answer or variables of the document.
func (e graphError) names(keys ...string) bool {
	for _, key := range keys {
		if len(e.Path) > 0 && e.Path[0] == key || strings.HasPrefix(e.Message, "Variable $"+key+" ") {
			return true
		}
	}
	return false
}

// missing says whether the error is that an item is not there.
func (e graphError) missing() bool {
	text := strings.ToLower(e.Message)
	for _, part := range []string{"not found", "not be found", "does not exist", "doesn't exist", "no longer exists", "non-nullable field query.product"} {
		if strings.Contains(text, part) {
			return true
		}
	}
	return false
}

// variable says whether the service refused the value of a variable.
func (f *failure) variable() bool {
	return len(f.errors) > 0 && strings.HasPrefix(f.errors[0].Message, "Variable $")
}

// hides says whether what is hidden is a field of that type.
func (f *failure) hides(typeName string) bool {
	for _, e := range f.errors {
		if name, _ := e.hiddenField(); name == typeName {
			return true
		}
	}
	return false
}

// problems returns what the service says is wrong with a variable.
func (e graphError) problems() string {
	var texts []string
	for _, p := range e.Extensions.Problems {
		texts = append(texts, p.Explanation)
	}
	if len(texts) == 0 {
		return e.Message
	}
	return strings.Join(texts, "; ")
}
