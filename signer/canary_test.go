// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/signer"
)

// TestNoSecretIsEverPrinted prints everything that this package hands out, in
// every way, and looks for the secret key, the session token and signatures.
func TestNoSecretIsEverPrinted(t *testing.T) {
	t.Parallel()
	const secret, token = "CANARY-SECRET-KEY", "CANARY-SESSION-TOKEN"
	v := signer.SigV4()
	p := exampleParams(signer.StreamingSigned)
	p.Credentials.SecretAccessKey, p.Credentials.SessionToken = secret, token
	r := newRequest(t, http.MethodPut, "http://h/k", nil)
	r.Header.Set("X-Amz-Decoded-Content-Length", "5")
	if err := v.Sign(t.Context(), r, p); err != nil {
		t.Fatal(err)
	}
	_, signature, _ := strings.Cut(r.Header.Get("Authorization"), "Signature=")
	chunks, err := v.ChunkSigner(r, p)
	if err != nil {
		t.Fatal(err)
	}
	presigned, err := v.Presign(t.Context(), newRequest(t, http.MethodGet, "http://h/k", nil), p, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	lookup := func(id string) (string, bool) { return secret, id == exampleID }
	r.Body = io.NopCloser(strings.NewReader("5;chunk-signature=" + sha256Hello + "\r\nhello\r\n"))
	id, err := v.Authenticate(r, lookup, exampleRegion, exampleTime)
	if err != nil {
		t.Fatal(err)
	}
	printed := map[string]any{
		"V4": v, "Params": p, "*Params": &p, "ChunkSigner": chunks, "Presigned": presigned, "Presigned value": *presigned, "Signer": signer.Signer(v),
	}
	if err := id.Payload(r); err != nil {
		t.Fatal(err)
	}
	printed["Identity"], printed["Body"] = id, r.Body
	_, bad := io.ReadAll(r.Body)
	printed["chunk error"] = bad
	for _, c := range []struct {
		name   string
		change func()
	}{
		{"signature", func() { r.Header.Set("X-Amz-Meta-A", "1") }},
		{"path", func() { r.Header.Del("X-Amz-Meta-A"); r.URL.Path = "/other" }},
		{"key", func() {
			r.Header.Set("Authorization", strings.Replace(r.Header.Get("Authorization"), exampleID, "other", 1))
		}},
		{"skew", func() { r.Header.Set("X-Amz-Date", "20130524T120000Z") }},
		{"form", func() { r.Header.Set("Authorization", "AWS4-HMAC-SHA256 "+secret) }},
	} {
		c.change()
		printed["error: "+c.name] = v.Verify(r, lookup, exampleRegion, exampleTime)
	}
	incomplete := p
	incomplete.Region = ""
	printed["Sign error"] = v.Sign(t.Context(), r, incomplete)
	_, printed["Presign error"] = v.Presign(t.Context(), r, p, 0)

	key := hex.EncodeToString([]byte(secret))
	for name, value := range printed {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d"} {
			text := fmt.Sprintf(verb, value)
			wanted := []string{secret, token, key, hex.EncodeToString([]byte(token))}
			if name != "Identity" && name != "ChunkSigner" && name != "Body" {
				wanted = append(wanted, signature)
			}
			for _, canary := range wanted {
				if strings.Contains(text, canary) {
					t.Errorf("%s printed with %s gives a secret away: %s", name, verb, text)
				}
			}
		}
	}
}
