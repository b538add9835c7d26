package oauth

import (
	"errors"
	"fmt"
	"net"
	"strconv"
)

// listenLoopback listens on the port of each loopback address that this computer has, since a browser may take
// "localhost" for either. All must be free: a foreign program on one of them would get the callback half of the time.
func listenLoopback(port int) ([]net.Listener, error) {
	var listeners []net.Listener
	var failed []error
	for _, host := range loopbacks() {
		listener, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
		if err != nil {
			failed = append(failed, err)
			continue
		}
		listeners = append(listeners, listener)
	}
	if len(failed) > 0 {
		for _, listener := range listeners {
			failed = append(failed, listener.Close())
		}
		return nil, fmt.Errorf("listen for the callback: %w", errors.Join(failed...))
	}
	return listeners, nil
}

// loopbacks returns which of 127.0.0.1 and ::1 there are, and 127.0.0.1 where the system does not tell.
func loopbacks() []string {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return []string{"127.0.0.1"}
	}
	var found []string
	for _, host := range []string{"127.0.0.1", "::1"} {
		for _, address := range addresses {
			if network, ok := address.(*net.IPNet); ok && network.IP.Equal(net.ParseIP(host)) {
				found = append(found, host)
				break
			}
		}
	}
	if len(found) == 0 {
		return []string{"127.0.0.1"}
	}
	return found
}

// PortTaken says whether another program listens on the port on one of the loopback addresses, so that a sign-in can't
// return to it.
func PortTaken(port int) bool {
	listeners, err := listenLoopback(port)
	for _, listener := range listeners {
		_ = listener.Close() // nothing was accepted
	}
	return err != nil
}
