package store

import (
	"crypto/rand"
)

// PlanID names a saved plan, such as "p-7k3f2q".
type PlanID string

// PlanPrefix begins every PlanID, and no run's id.
const PlanPrefix = "p-"

// alphabet leaves out letters and digits that are mistaken for each other when read aloud or retyped. Its length
// divides 256 with a remainder so small that the odds stay even enough for names.
const alphabet = "23456789abcdefghjkmnpqrstuvwxyz"

// newID returns a fresh name of six letters behind the prefix. A name that is taken already is the insert's to refuse.
func newID(prefix string) string {
	var raw [6]byte
	rand.Read(raw[:])
	for i, b := range raw {
		raw[i] = alphabet[int(b)%len(alphabet)]
	}
	return prefix + string(raw[:])
}
