package sandbox

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// claims are what a recorded access token carries, in its order.
type claims struct {
	Subject   int64  `json:"sub"`
	Issuer    string `json:"iss"`
	ClientID  string `json:"client_id"`
	Scope     string `json:"scope"`
	AppID     string `json:"app_id"`
	UserID    int64  `json:"user_id"`
	AccountID int64  `json:"account_id"`
	Expires   int64  `json:"exp"`
}

const (
	issuer    = "https://api.getjobber.com"
	jwtHeader = `{"typ":"JWT","alg":"HS256"}`
)

// sign returns the claims as a JWT signed by HMAC-SHA256.
func (c claims) sign(key []byte) (string, error) {
	body, err := json.Marshal(c)
	if err != nil {
		return "", fmt.Errorf("encode claims: %w", err)
	}
	encode := base64.RawURLEncoding.EncodeToString
	text := encode([]byte(jwtHeader)) + "." + encode(body)
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return text + "." + encode(mac.Sum(nil)), nil
}

// hash returns the SHA-256 of a secret in lower-case hex: the sandbox remembers no secret as such.
func hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
