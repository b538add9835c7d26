package app

import "regexp"

// quote returns Jobber's own words as they may stand in a sentence, in history and log: without secrets, without the
// parameters of addresses, and without the machine's part of what was said.
func (a *App) quote(text string) string {
	if text == "" {
		return ""
	}
	for _, cut := range []struct{ what, with string }{
		{`(://[^\s?"]*)\?\S*`, "$1"},
		{`\s*\{\s*".*`, " …"},
		{`(?s)\s*\bgoroutine \d+.*`, " …"},
	} {
		text = regexp.MustCompile(cut.what).ReplaceAllString(text, cut.with)
	}
	return a.scrubber.Text(text)
}
