package desktop

import (
	"fmt"

	"golang.org/x/sys/windows"
)

const idYes = 6 // what MessageBox returns for its button Yes

// ask shows a message by Windows itself, and says whether the first button was pressed. Its buttons have their own words,
// so what they do stands in the text.
func ask(m message) (yes bool, err error) {
	text := m.text + "\n\n" + m.more
	flags := uint32(windows.MB_ICONWARNING | windows.MB_SETFOREGROUND | windows.MB_TOPMOST)
	if m.no != "" {
		text += fmt.Sprintf("\n\nYes: %s\nNo: %s", m.yes, m.no)
		flags |= windows.MB_YESNO
	}
	title, err := windows.UTF16PtrFromString(m.title)
	if err != nil {
		return false, err
	}
	body, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return false, err
	}
	answer, err := windows.MessageBox(0, body, title, flags)
	if answer == 0 {
		return false, fmt.Errorf("show a message: %w", err)
	}
	return answer == idYes, nil
}
