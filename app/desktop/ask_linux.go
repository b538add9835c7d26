//go:build production || dev || bindings

package desktop

/*
#cgo pkg-config: gtk+-3.0
#include <stdlib.h>
#include <gtk/gtk.h>

// ask_gtk shows a message and returns 1 for the first button, 0 for anything else, -1 where there is no display.
static int ask_gtk(const char *title, const char *text, const char *more, const char *yes, const char *no) {
	if (!gtk_init_check(NULL, NULL)) {
		return -1;
	}
	GtkWidget *dialog = gtk_message_dialog_new(NULL, GTK_DIALOG_MODAL, GTK_MESSAGE_WARNING, GTK_BUTTONS_NONE, "%s", text);
	gtk_message_dialog_format_secondary_text(GTK_MESSAGE_DIALOG(dialog), "%s", more);
	gtk_window_set_title(GTK_WINDOW(dialog), title);
	gtk_window_set_keep_above(GTK_WINDOW(dialog), TRUE);
	if (no[0] != 0) {
		gtk_dialog_add_button(GTK_DIALOG(dialog), no, GTK_RESPONSE_NO);
	}
	gtk_dialog_add_button(GTK_DIALOG(dialog), yes, GTK_RESPONSE_YES);
	gtk_dialog_set_default_response(GTK_DIALOG(dialog), GTK_RESPONSE_YES);
	int answer = gtk_dialog_run(GTK_DIALOG(dialog));
	gtk_widget_destroy(dialog);
	while (gtk_events_pending()) {
		gtk_main_iteration();
	}
	return answer == GTK_RESPONSE_YES;
}
*/
import "C"

import (
	"errors"
	"runtime"
	"unsafe"
)

// ask shows a message by GTK, which the web view brings along, and says whether the first button was pressed.
func ask(m message) (yes bool, err error) {
	runtime.LockOSThread() // GTK stays with the thread that began it: never unlocked
	texts := make([]*C.char, 0, 5)
	for _, text := range []string{m.title, m.text, m.more, m.yes, m.no} {
		c := C.CString(text)
		defer C.free(unsafe.Pointer(c))
		texts = append(texts, c)
	}
	switch C.ask_gtk(texts[0], texts[1], texts[2], texts[3], texts[4]) {
	case 1:
		return true, nil
	case 0:
		return false, nil
	}
	return false, errors.New("GTK can't open the display")
}
