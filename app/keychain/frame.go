package keychain

import (
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"

	"pricesync/app/redact"
)

// version marks the frame: v1|generation|checksum|secret. The checksum is the CRC-32 (IEEE), eight hex digits, of
// "generation|secret".
const version = "v1"

func frame(v Value) string {
	generation := strconv.FormatInt(v.Generation, 10)
	return strings.Join([]string{version, generation, checksum(generation, v.Secret.Reveal()), v.Secret.Reveal()}, "|")
}

func unframe(text string) (Value, error) {
	parts := strings.SplitN(text, "|", 4)
	if len(parts) != 4 || parts[0] != version {
		return Value{}, fmt.Errorf("%d bytes without the frame %s: %w", len(text), version, ErrGarbled)
	}
	if parts[2] != checksum(parts[1], parts[3]) {
		return Value{}, fmt.Errorf("%d bytes with a wrong checksum: %w", len(text), ErrGarbled)
	}
	generation, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil {
		return Value{}, fmt.Errorf("generation without a number: %w", ErrGarbled)
	}
	return Value{Secret: redact.Secret(parts[3]), Generation: generation}, nil
}

func checksum(generation, secret string) string {
	return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(generation+"|"+secret)))
}
