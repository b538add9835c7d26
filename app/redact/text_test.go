package redact_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pricesync/app/redact"

	"pgregory.net/rapid"
)

const (
	jwt    = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOjEyMzQ1Njc4LCJleHAiOjE3MzAwMDAwMDB9.s5xS2Ew1q-K0_aaYt3Zz7hG4"
	opaque = "5dd9bed1bd99b837cd3acaf2f59fb8fa"
)

func TestWhatMayNotBeShownIsTakenOut(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a JSON web token", "token was " + jwt + " at last", "token was [redacted] at last"},
		{"a JSON web token without signature", "eyJhbGciOiJub25lIn0.eyJzdWIiOjF9.", "[redacted]."},
		{"the lone first part of one", "got eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9 only", "got [redacted] only"},
		{"a bearer header", "Authorization: Bearer " + opaque, "Authorization: Bearer [redacted]"},
		{"a header map as Go prints it", "map[Accept:[*/*] Authorization:[Bearer " + opaque + "]]", "map[Accept:[*/*] Authorization:[Bearer [redacted]]]"},
		{"basic credentials", "authorization: basic am9lOnNlY3JldA==", "authorization: basic [redacted]"},
		{"a callback address", "GET /oauth/callback?code=aBc-123&state=xyz HTTP/1.1", "GET /oauth/callback?code=[redacted]&state=[redacted] HTTP/1.1"},
		{"a short lower-case code in an address", "http://localhost:18765/oauth/callback?code=abcdef", "http://localhost:18765/oauth/callback?code=[redacted]"},
		{"an address within an address", "?next=http%3A%2F%2Flocalhost%2Fcb%3Fcode%3Dabc%26state%3Ddef%26x%3D1", "?next=http%3A%2F%2Flocalhost%2Fcb%3Fcode%3D[redacted]%26state%3D[redacted]%26x%3D1"},
		{"an address in JSON", `{"u":"/cb?code=abc\u0026state=def"}`, `{"u":"/cb?code=[redacted]\u0026state=[redacted]"}`},
		{"a token request's form", "grant_type=refresh_token&refresh_token=" + opaque + "&client_id=9f&client_secret=s%2Bs", "grant_type=refresh_token&refresh_token=[redacted]&client_id=9f&client_secret=[redacted]"},
		{"a code at the start of a form", "code=abcdef&grant_type=authorization_code", "code=[redacted]&grant_type=authorization_code"},
		{"a code on its own that is no word", "code=Abc12345xyz", "code=[redacted]"},
		{"a token answer", `{"access_token":"` + jwt + `","refresh_token":"short"}`, `{"access_token":"[redacted]","refresh_token":"[redacted]"}`},
		{"a token answer within JSON", `{"body":"{\"refresh_token\":\"abc def\",\"n\":1}"}`, `{"body":"{\"refresh_token\":\"[redacted]\",\"n\":1}"}`},
		{"a token answer within JSON within JSON", `"{\\\"refresh_token\\\":\\\"abc\\\"}"`, `"{\\\"refresh_token\\\":\\\"[redacted]\\\"}"`},
		{"a secret with escapes", `{"client_secret":"a\"b\\c\u0026d, e","n":2}`, `{"client_secret":"[redacted]","n":2}`},
		{"a struct as Go prints it", "{ClientID:9f AccessToken:Ab3dEf9h1 Expires:2026}", "{ClientID:9f AccessToken:[redacted] Expires:2026}"},
		{"an environment listing", "JOBBER_CLIENT_SECRET=hunter2\nHOME=/home/jane", "JOBBER_CLIENT_SECRET=[redacted]\nHOME=/home/[user]"},
		{"values in single quotes", `client_secret='a b' password: 'it"s' x`, `client_secret='[redacted]' password: '[redacted]"s' x`},
		{"a cookie header", "Set-Cookie: session=abc123; Path=/; HttpOnly\nDate: now", "Set-Cookie: [redacted]\nDate: now"},
		{"a password in an address", "proxy http://jane:pa55@proxy.acme.example:8080/x", "proxy http://[redacted]@proxy.acme.example:8080/x"},
		{"an e-mail address", "signed in as Jane.Doe+x@acme-plumbing.co.uk, admin", "signed in as [email], admin"},
		{"an e-mail address with umlauts", "von jürgen@müller.de gesendet", "von [email] gesendet"},
		{"an e-mail address on a line of its own in JSON", `{"m":"to:\njane@acme.com\u00e9bob@acme.com"}`, `{"m":"to:\n[email]\u00e9[email]"}`},
		{"what stands behind a new line in JSON", `{"m":"x\n/home/jane/a\n/mnt/c/Users/jane\n\\\\fs01\\h\\jane\\a\n10.1.2.3\tfe80::12:1\nBearer abc12345\ncode=Abc12345"}`,
			`{"m":"x\n/home/[user]/a\n/mnt/c/Users/[user]\n[network folder]\\a\n[private address]\t[private address]\nBearer [redacted]\ncode=[redacted]"}`},
		{"an e-mail address in an address", "?login=jane%40acme.com&x=1", "?login=[email]&x=1"},
		{"a Linux home folder", "open /home/jane/lists/a.csv: no such file", "open /home/[user]/lists/a.csv: no such file"},
		{"a Linux home folder elsewhere", "/var/home/jane.doe", "/var/home/[user]"},
		{"a macOS home folder", "stat /Users/jane/Library", "stat /Users/[user]/Library"},
		{"a Windows home folder", `open C:\Users\jane\lists\a.csv: Access is denied.`, `open C:\Users\[user]\lists\a.csv: Access is denied.`},
		{"a Windows user with a space", `open C:\Users\Jane Q Doe\a.csv`, `open C:\Users\[user]\a.csv`},
		{"a Windows user with a space at the end", `stat C:\Users\Jane Doe: not found`, `stat C:\Users\[user]: not found`},
		{"another user's folder", `D:/Users/bob/x and C:/Users/eve`, `D:/Users/[user]/x and C:/Users/[user]`},
		{"an old Windows", `C:\Documents and Settings\jane\x`, `C:\Documents and Settings\[user]\x`},
		{"a Windows folder in JSON", `{"p":"C:\\Users\\Jane Doe\\a.csv","q":"C:\\Users\\Jane Doe"}`, `{"p":"C:\\Users\\[user]\\a.csv","q":"C:\\Users\\[user]"}`},
		{"a folder in a file address", "file:///home/jane/a and file:///C:/Users/jane/b", "file:///home/[user]/a and file:///C:/Users/[user]/b"},
		{"an escaped folder", "C%3A%5CUsers%5Cjane%5Ca.csv %2Fhome%2Fjane%2Fa", "C%3A%5CUsers%5C[user]%5Ca.csv %2Fhome%2F[user]%2Fa"},
		{"Windows seen from Linux", "/mnt/c/Users/jane/a", "/mnt/c/Users/[user]/a"},
		{"a folder given with a long path", `\\?\C:\Users\jane\a`, `\\?\C:\Users\[user]\a`},
		{"a network folder", `open \\FS01\Home$\jane\Prices\a.csv`, `open [network folder]\Prices\a.csv`},
		{"a network folder's file", `open \\fs01\prices\a.csv`, `open [network folder]\a.csv`},
		{"a network folder in JSON", `{"p":"\\\\fs01\\home$\\jane\\a.csv"}`, `{"p":"[network folder]\\a.csv"}`},
		{"a network folder with a long path", `\\?\UNC\fs01\home\jane\a.csv`, `[network folder]\a.csv`},
		{"a network folder on macOS", "smb://fs01/home/jane/a.csv", "[network folder]/a.csv"},
		{"a private address", "read tcp 192.168.1.20:53211->104.18.2.3:443: reset", "read tcp [private address]:53211->[public address]:443: reset"},
		{"an IPv6 address", "dial tcp [2606:4700::6812:203]:443", "dial tcp [[public address]]:443"},
		{"a local IPv6 address", "fe80::1c2:3ff:fe04:506 at", "[private address] at"},
		{"a hardware address", "eth0 00:1A:2b:3c:4D:5e up", "eth0 [hardware address] up"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := redact.Text(test.text)
			if got != test.want {
				t.Errorf("from %s\ngot  %s\nwant %s", test.text, got, test.want)
			}
			if again := redact.Text(got); again != got {
				t.Errorf("a second time gives %s", again)
			}
			if json.Valid([]byte(test.text)) && !json.Valid([]byte(got)) {
				t.Errorf("valid JSON became invalid: %s", got)
			}
			if bytes := redact.Bytes([]byte(test.text)); string(bytes) != test.want {
				t.Errorf("as bytes: %s", bytes)
			}
		})
	}
}

func TestWhatSupportNeedsStays(t *testing.T) {
	for _, text := range []string{
		"2026-11-22T10:20:30.123Z", "2026-11-22 10:20:30 +0000 UTC m=+0.0113", "10:20:30", "Sun, 22 Nov 2026 10:20:30 GMT",
		"v2.16.0", "go1.26.8", "version 1.2.3.4", `"version":"1.2.3.4"`, "Windows 10.0.22631.4317", "WebView2 120.0.2210.144",
		"Chrome/131.0.0.0 Safari/537.36", "github.com/wailsapp/wails/v2@v2.16.0/internal/frontend", "golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64/src",
		"127.0.0.1:18765", "[::1]:18765", "::1", "0.0.0.0", "http://localhost:18765/oauth/callback", "https://api.getjobber.com/api/graphql",
		"7K3F-2Q", "reference 7K3F-2Q", "run r-20261122-7", "0190f6c2-7d3e-7b9a-8c51-2f1f0a9b3c4d", "a81f3c2",
		"sha256 " + strings.Repeat("ab12", 16), "Z2lkOi8vSm9iYmVyL1Byb2R1Y3RPclNlcnZpY2UvNzE0MDU3Mg==",
		`{"code":"client_secret_missing","level":"warn"}`, `{"field":"client_secret","value":"set","origin":"settings"}`,
		`{"client_secret":"set"}`, `{"client_secret_missing":2,"placeholder_secret":1}`, `{"token":null,"secret":3}`, "code=file_missing", "exit_code=17", "code=17", "state=running",
		"token refreshed", "invalid token: expired", "The provided refresh token is not valid.", "The client secret looks like an example text",
		`{"msg":"there is no token:","n":1}`, `{"msg":"\"token\":","n":"1"}`, `{"msg":"the secret=","n":"1"}`, `{"msg":"Cookie':","n":"1"}`, `{"msg":"\u003eyJhbGciOiJIUzI1NiJ9"}`, `{"msg":"the token:\\","n":"1"}`, `{"msg":"in C:\\Users\nnext line"}`,
		"tokens: 3", "token_age=35", "the bearer of this", "basic settings are fine", "no cookies: none",
		"/usr/local/bin", "/homebrew/bin", "https://developer.getjobber.com/home/page", "https://x.example/users/list", "C:\\Users\\Public\\a", "/Users/Shared/a",
		"src/home/index.tsx", "frontend/users/list", "12.50", "1,234.50", "1.234,56", "COP15-3M", "22 mm x 15 mm", "A & B", "50%", "100 @ 12.50", "a\\b",
		"X-JOBBER-GRAPHQL-VERSION: 2025-04-16", "hold slipped_decimal", "goroutine 17 [running]:\nmain.main()\n\t/app/main.go:12 +0x1d",
	} {
		if got := redact.Text(text); got != text {
			t.Errorf("damaged: %s\nbecame:  %s", text, got)
		}
	}
}

func TestBytesWithoutAFindAreTheSameBytes(t *testing.T) {
	line := []byte(`{"time":"2026-11-22T10:20:30.123Z","level":"info"}`)
	if got := redact.Bytes(line); &got[0] != &line[0] {
		t.Error("they were copied")
	}
}

func TestLongAndOddTextsAreBearable(t *testing.T) {
	for name, piece := range map[string]string{
		"keys": "token=", "quotes": `token":"`, "jwt": "eyJ", "dots": "eyJ.", "at": "a@", "escapes": "%40%40", "slashes": `\\a\`,
		"homes": "/home/", "users": `\users\`, "colons": "a:", "digits": "1.", "schemes": "://", "bearers": "bearer ", "cookies": "cookie:", "codes": "code=&state=",
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Repeat(piece, 200_000/len(piece))
			if once := redact.Text(text); redact.Text(once) != once {
				t.Error("a second time changes it again")
			}
		})
	}
}

func TestScrubbingTwiceIsScrubbingOnce(t *testing.T) {
	pieces := []string{
		"code=", "state=", "token", "secret", `"`, `\"`, ":", "=", " ", "&", "%26", "%3D", "@", "a.com", "jane", "/home/", `C:\Users\`, `\\fs\x\`,
		"Bearer ", jwt[:40], opaque, "[redacted]", "[user]", "[email]", "10.0.0.1", "::", "fe80", ",", "}", "\n", "eyJ", "://", "cookie", "é", "\xff", "?",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(t, "pieces"), "")
		once := redact.Text(text)
		if twice := redact.Text(once); twice != once {
			t.Fatalf("%q\nonce  %q\ntwice %q", text, once, twice)
		}
	})
}

func FuzzTextIsIdempotentAndKeepsJSONValid(f *testing.F) {
	for _, seed := range []string{jwt, "code=" + opaque, `{"a":"C:\\Users\\Jane Doe\\x","refresh_token":"a\\b"}`, `\\fs\a\b\c`, "a@b.cd", "fe80::1", `{"cookie":"a=b\\"}`, "%22token%22%3A%22x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := redact.Text(text)
		if twice := redact.Text(once); twice != once {
			t.Errorf("%q\nonce  %q\ntwice %q", text, once, twice)
		}
		quoted, err := json.Marshal(map[string]string{"msg": text, "token": text, "n": "1"})
		if err != nil {
			t.Fatal(err)
		}
		var back map[string]string
		if err := json.Unmarshal(redact.Bytes(quoted), &back); err != nil || len(back) != 3 {
			t.Errorf("%s became %s: %v", quoted, redact.Bytes(quoted), err)
		}
	})
}

func BenchmarkText(b *testing.B) {
	line := `{"time":"2026-11-22T10:20:30.123Z","level":"INFO","msg":"Rows settled","event":"sync_progress","op":"7K3F-2Q","seq":1234,"account":"Z2lkOi8v","rows":20,"requests":3}` + "\n"
	text := strings.Repeat(line, 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		redact.Text(text)
	}
}
