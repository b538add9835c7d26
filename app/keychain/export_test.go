package keychain

// Ring lets tests put a keychain of their own under a Store.
type Ring = ring

// OpenRing is Open over that keychain.
func OpenRing(ring Ring, profile string) *Store {
	store := Open(profile)
	store.ring = ring
	return store
}

// Frame and Unframe let the fuzz test reach an entry's form.
func Frame(v Value) string               { return frame(v) }
func Unframe(text string) (Value, error) { return unframe(text) }
