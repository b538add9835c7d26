package network

// Manual opens a door by a system's settings in their Windows form.
func Manual(server, override, script string) *Door {
	d := Open()
	d.proxy = manual(server, override, script)
	return d
}
