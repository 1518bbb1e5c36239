// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/signer"
)

// everyPrint is value in all the ways in which a program may print it.
func everyPrint(value any) map[string]string {
	out := map[string]string{}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		out[verb] = fmt.Sprintf(verb, value)
	}
	for name, handler := range map[string]func(*bytes.Buffer) slog.Handler{
		"slog as text": func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) },
		"slog as JSON": func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) },
	} {
		var b bytes.Buffer
		slog.New(handler(&b)).Info("printed", "value", value, slog.Group("group", "value", value))
		out[name] = b.String()
	}
	return out
}

// TestNoSchemePrintsSecrets prints everything that a scheme hands out, in every
// way, and looks for the secret key, the session token and the signature.
func TestNoSchemePrintsSecrets(t *testing.T) {
	t.Parallel()
	const secret, token = "CANARY-SECRET-KEY", "CANARY-SESSION-TOKEN"
	for _, name := range schemeNames {
		for _, inURL := range []bool{false, true} {
			s, p, with := newScheme(t, name), exampleParams(signer.UnsignedPayload), exampleVerify(0)
			p.Credentials.SecretAccessKey = secret
			if name != "qingstor" {
				p.Credentials.SessionToken = token
			}
			with.Lookup = func(id string) (string, bool) { return secret, id == exampleID }
			fresh := func() *http.Request { return newRequest(t, http.MethodPut, "http://h/k?acl", nil) }
			presigned, err := s.Presign(t.Context(), fresh(), p, time.Hour)
			if err != nil {
				t.Fatal(err)
			}
			r := signed(t, s, fresh(), p, inURL)
			id, err := s.Identify(r, with)
			if err != nil {
				t.Fatal(err)
			}
			printed := map[string]any{
				"the scheme": s, "parameters": p, "pointer to parameters": &p, "parameters inside": struct{ P signer.Params }{p},
				"a URL": presigned, "a URL's value": *presigned, "identity": id, "what a server knows": with,
			}
			incomplete := p
			incomplete.Time = time.Time{}
			printed["error of Sign"] = s.Sign(t.Context(), fresh(), incomplete)
			_, printed["error of Presign"] = s.Presign(t.Context(), fresh(), p, 0)
			for what, change := range map[string]func(*http.Request, *signer.VerifyParams){
				"another path": func(r *http.Request, _ *signer.VerifyParams) { r.RequestURI = "/other" },
				"another key": func(_ *http.Request, v *signer.VerifyParams) {
					v.Lookup = func(string) (string, bool) { return "", false }
				},
				"another time": func(_ *http.Request, v *signer.VerifyParams) { v.Time = v.Time.Add(48 * time.Hour) },
				"twice": func(r *http.Request, _ *signer.VerifyParams) {
					r.Header.Add("Authorization", secret)
					r.Header.Add("Authorization", secret)
				},
				"no form": func(r *http.Request, _ *signer.VerifyParams) {
					r.URL.RawQuery = ""
					r.Header.Set("Authorization", "QS "+secret)
				},
			} {
				r, with := r.Clone(t.Context()), with
				change(r, &with)
				_, err := s.Identify(r, with)
				if err == nil {
					t.Fatalf("%s: accepted with %s", name, what)
				}
				printed["refusal of "+what] = err
			}
			canaries := []string{secret, token, hex.EncodeToString([]byte(secret)), hex.EncodeToString([]byte(token)), proof(r)}
			for what, value := range printed {
				for way, text := range everyPrint(value) {
					for i, canary := range canaries {
						own := what == "identity" && i == len(canaries)-1 // of SigV4: the seed of its chunks
						if strings.Contains(text, canary) && !own {
							t.Errorf("%s: %s printed by %s gives a secret away: %s", name, what, way, text)
						}
					}
				}
			}
		}
	}
}

// proof is the signature of a request, whatever scheme and form it has.
func proof(r *http.Request) string {
	q := r.URL.Query()
	for _, name := range []string{"X-Amz-Signature", "q-signature", "signature"} {
		if q.Has(name) {
			return q.Get(name)
		}
	}
	a := strings.TrimRight(r.Header.Get("Authorization"), "=") // of base64
	return a[strings.LastIndexAny(a, ":=")+1:]
}

func TestARefusalIsAnErrorOfItsOwnType(t *testing.T) {
	t.Parallel()
	for _, name := range schemeNames {
		_, err := newScheme(t, name).Identify(newRequest(t, http.MethodGet, "http://h/k", nil), exampleVerify(0))
		if v, ok := errors.AsType[*signer.VerifyError](err); !ok || v.Error() != v.Code+": "+v.Message {
			t.Errorf("%s: %v", name, err)
		}
	}
}
