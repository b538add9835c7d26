package main

import (
	"encoding/binary"
	"io"
	"net"
	"strconv"
	"strings"
)

// cross asks a window to close as a window manager does when a person presses its cross: by the message
// WM_DELETE_WINDOW of the X protocol. There is no window manager on the test's display, and xdotool can ask only one.
func (d *desk) cross(window string) {
	d.t.Helper()
	id, err := strconv.ParseUint(window, 10, 32)
	if err != nil {
		d.t.Fatalf("there is no window to close: %v", err)
	}
	display := ""
	for _, variable := range d.env {
		if value, ok := strings.CutPrefix(variable, "DISPLAY=:"); ok {
			display = value
		}
	}
	conn, err := net.Dial("unix", "/tmp/.X11-unix/X"+display)
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	send := func(request []byte) {
		if _, err := conn.Write(request); err != nil {
			d.t.Fatal(err)
		}
	}
	read := func(n int) []byte {
		answer := make([]byte, n)
		if _, err := io.ReadFull(conn, answer); err != nil {
			d.t.Fatal(err)
		}
		return answer
	}
	le := binary.LittleEndian

	send([]byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	head := read(8)
	read(4 * int(le.Uint16(head[6:])))
	if head[0] != 1 {
		d.t.Fatal("the display refused the connection")
	}
	atom := func(name string) uint32 {
		padded := (len(name) + 3) / 4 * 4
		request := make([]byte, 8+padded)
		request[0] = 16 // InternAtom
		le.PutUint16(request[2:], uint16(2+padded/4))
		le.PutUint16(request[4:], uint16(len(name)))
		copy(request[8:], name)
		send(request)
		return le.Uint32(read(32)[8:])
	}
	protocols, closing := atom("WM_PROTOCOLS"), atom("WM_DELETE_WINDOW")
	request := make([]byte, 44)
	request[0] = 25 // SendEvent
	le.PutUint16(request[2:], 11)
	le.PutUint32(request[4:], uint32(id))
	event := request[12:]
	event[0], event[1] = 33, 32 // a ClientMessage of 32-bit values
	le.PutUint32(event[4:], uint32(id))
	le.PutUint32(event[8:], protocols)
	le.PutUint32(event[12:], closing)
	send(request)
	send([]byte{43, 0, 1, 0}) // GetInputFocus: its answer says that all before it was done
	read(32)
}
