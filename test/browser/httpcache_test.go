// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"net/http"
	"testing"

	"github.com/seed-40dc4ce0/pail/cors"
)

// TestHTTPCache has the browser keep an answer that came without CORS headers,
// as a picture's does, and use it for a script: the way in which caches break
// CORS. What package cors says of the kept answer is what the browser says.
func TestHTTPCache(t *testing.T) {
	l := newLab(t)
	fresh, etag := lines("Cache-Control", "max-age=600"), lines("ETag", `"e"`)
	bare := says(http.StatusOK, fresh, etag)
	varied := says(http.StatusOK, fresh, etag, lines("Vary", "Origin"))
	stale := func(a cors.Answer) cors.Answer {
		a = cors.Answer{Status: a.Status, Header: map[string][]string{"Cache-Control": {"no-cache"}, "ETag": {`"e"`}, acao: a.Header[acao]}}
		return a
	}
	for _, tt := range []struct {
		name          string
		mode          string // of the first request
		first, second cors.Answer
		// judged is what the script gets in the end, and sent whether the second
		// request reached the server.
		judged cors.Answer
		sent   bool
	}{
		{"an answer to a picture is used for a script, and fails", "no-cors", bare, granted(home), bare, false},
		{"an answer to a picture that varies by Origin is not used for a script", "no-cors", varied, granted(home), granted(home), true},
		{"an answer to a picture that may not be stored is not used", "no-cors", says(http.StatusOK), granted(home), granted(home), true},
		{"an answer to a picture that any origin may read is used", "no-cors", granted(home, fresh), says(http.StatusOK), granted(home), false},
		{"an answer to a script is used for the next", "cors", granted(home, fresh), says(http.StatusOK), granted(home), false},
		{"a copy that is confirmed by a 304 without CORS headers may be read as before", "cors", stale(granted(home)), says(304, etag), granted(home), true},
		{"a copy that is confirmed by a 304 for another origin may not", "cors", stale(granted(home)), says(304, etag, lines(acao, "http://other.example")), granted("http://other.example"), true},
		{"a copy without CORS headers that is confirmed by a 304 with them may be read", "no-cors", stale(bare), says(304, etag, lines(acao, "*")), granted("*"), true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			id := newID()
			do := func(mode string, answer cors.Answer) *observed {
				r := row{mode: mode, stops: []stop{{Actual: answer}}}
				l.world.script.tell(id, r.stops...)
				all, err := l.tab(t, home).run(t.Context(), []*attempt{r.attempt(id, "http://"+scriptHost+"/$ID/1")})
				if err != nil {
					t.Fatal(err)
				}
				return all[0]
			}
			if o := do(tt.mode, tt.first); !o.allowed() {
				t.Fatalf("the first request: %+v", *o)
			}
			o := do("cors", tt.second)
			v := cors.Browser(cors.Request{Origin: home, Method: http.MethodGet}, nil, &tt.judged)
			if o.allowed() != v.Allowed || o.Why.CORS.Error != v.Reason {
				t.Errorf("the browser %t %q; cors %t %q", o.allowed(), o.Why.CORS.Error, v.Allowed, v.Reason)
			}
			if sent := len(o.Exchanges) > 1; sent != tt.sent {
				t.Errorf("sent %t, want %t: %v", sent, tt.sent, o.Exchanges)
			}
		})
	}
}
