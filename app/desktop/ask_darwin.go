package desktop

import (
	"fmt"
	"os/exec"
	"strings"
)

// asking is AppleScript that shows its arguments: title, text, the first button and, where there is one, the second.
const asking = `on run argv
	if (count of argv) is 4 then
		set chosen to display dialog (item 2 of argv) with title (item 1 of argv) buttons {item 4 of argv, item 3 of argv} default button 2 with icon caution
	else
		set chosen to display dialog (item 2 of argv) with title (item 1 of argv) buttons {item 3 of argv} default button 1 with icon caution
	end if
	return button returned of chosen
end run`

// ask shows a message by macOS itself, and says whether the first button was pressed.
func ask(m message) (yes bool, err error) {
	args := []string{"-e", asking, m.title, m.text + "\n\n" + m.more, m.yes}
	if m.no != "" {
		args = append(args, m.no)
	}
	chosen, err := exec.Command("/usr/bin/osascript", args...).Output()
	if err != nil {
		return false, fmt.Errorf("show a message: %w", err)
	}
	return strings.TrimSpace(string(chosen)) == m.yes, nil
}
