package diagnostics

// Summary says in one sentence what the report found.
func (r Report) Summary() string {
	if len(r.Findings) == 0 {
		return "Nothing wrong was found."
	}
	first := r.Findings[0]
	return string(first.Code) + ": " + first.Message
}

// part is one answer that a finding gives to the person who reads it.
type part struct{ name, text string }

// answers are what support asks first, in that order.
func (f Finding) answers() []part {
	at := ""
	if f.At != nil {
		at = when(*f.At)
	}
	rows := ""
	if len(f.Rows) > 0 {
		rows = counted(f.Rows)
	}
	return []part{
		{"happened", f.Message}, {"tried", f.Tried}, {"when", at}, {"account", f.Account}, {"run", f.Run}, {"rows", rows}, {"prices", f.Prices},
		{"to do", f.Hint}, {"why", f.Cause}, {"references", list(f.Refs)},
	}
}
