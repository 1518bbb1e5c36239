// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"errors"
	"net/http"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// denied checks that a preflight was refused, in the way that the store has.
func (p *probe) denied(out *bucket.OptionsObjectOutput, err error, code string) {
	if p.session.h.SilentDenial {
		silent := *result(p, "OptionsObject", out, err)
		silent.Response = bucket.Response{}
		p.equal("the output", silent, bucket.OptionsObjectOutput{})
		for name := range out.Response.Header {
			if strings.HasPrefix(name, "Access-Control-") {
				p.errorf("the refusal has %s: %s", name, out.Response.Header.Get(name))
			}
		}
		return
	}
	want := refusal{status: http.StatusForbidden, code: code, is: []error{bucket.ErrPreflightDenied}, isNot: []error{bucket.ErrNotFound}}
	if code == "AccessForbidden" && p.session.h.code(code) == code {
		want.isNot = append(want.isNot, bucket.ErrAccessDenied)
	}
	said := explained(p, "OptionsObject", out, err, want)
	if origin := said.Response.Header.Get("Access-Control-Allow-Origin"); origin != "" {
		p.errorf("the refusal has Access-Control-Allow-Origin: %s", origin)
	}
}

func preflightDenialRows() []behaviour {
	tests := []struct{ name, origin, method, headers string }{
		{"an origin that no rule has", "https://evil.example", "GET", ""},
		{"an origin in another case", "https://APP.example", "GET", ""},
		{"an origin with a slash at its end", "https://app.example/", "GET", ""},
		{"an origin of another scheme", "http://app.example", "GET", ""},
		{"an origin with another port", "https://app.example:8443", "GET", ""},
		{"an origin that only begins like one", "https://app.example.evil.example", "GET", ""},
		{"the name above a pattern", "https://wild.example", "GET", ""},
		{"the origin null", "null", "GET", ""},
		{"a method that no rule has for the origin", "https://app.example", "HEAD", ""},
		{"a method that only another origin's rule has", "https://a.wild.example", "DELETE", ""},
		{"a header that no rule has for the method", "https://app.example", "PUT", "x-own"},
		{"one header of two", "https://app.example", "PUT", "content-type,x-own"},
		{"a header where the rule has none", "http://startend", "HEAD", "x-amz-date"},
	}
	var rows []behaviour
	for _, test := range tests {
		rows = append(rows, behaviour{name: "denies " + test.name, check: func(p *probe) {
			out, err := p.asked().OptionsObject(p.ctx, &bucket.OptionsObjectInput{
				Key: "any", Origin: test.origin, AccessControlRequestMethod: test.method, AccessControlRequestHeaders: test.headers,
			})
			p.denied(out, err, "AccessForbidden")
		}})
	}
	rows = append(rows,
		behaviour{name: "denies everything where there are no rules", check: func(p *probe) {
			out, err := p.create().API.OptionsObject(p.ctx, ask("any"))
			p.denied(out, err, "AccessForbidden")
		}},
		behaviour{name: "denies at the bucket itself and at a sub-resource", check: func(p *probe) {
			b := p.asked()
			for _, sub := range []string{"", "lifecycle"} {
				out, err := b.OptionsObject(p.ctx, &bucket.OptionsObjectInput{
					SubResource: sub, Origin: "https://evil.example", AccessControlRequestMethod: "PUT",
				})
				p.denied(out, err, "AccessForbidden")
			}
		}},
		behaviour{name: "says who refused and what", check: saysWhoRefused},
		behaviour{name: "refuses for a bucket that does not exist", check: noBucketToAsk},
		behaviour{name: "lets the server refuse a request without Origin, sent verbatim", check: func(p *probe) {
			out, err := p.asked().OptionsObject(p.ctx, &bucket.OptionsObjectInput{Key: "any"}, bucket.Verbatim())
			refused(p, "OptionsObject", out, err, refusal{status: http.StatusBadRequest, isNot: []error{bucket.ErrPreflightDenied}})
		}},
	)
	for i := range rows {
		rows[i].operation = "OptionsObject"
	}
	return rows
}

func saysWhoRefused(p *probe) {
	out, err := p.create().API.OptionsObject(p.ctx, ask("any"))
	if p.session.h.SilentDenial {
		p.denied(out, err, "")
		return
	}
	said := explained(p, "OptionsObject", out, err, refusal{status: http.StatusForbidden})
	p.equal("Key", said.Key, "any")
	if said.Message == "" {
		p.errorf("Message is empty")
	}
}

// noBucketToAsk takes both answers that stores have: AWS denies, others say
// that there is no such bucket.
func noBucketToAsk(p *probe) {
	out, err := p.open().API.OptionsObject(p.ctx, ask("any"))
	if errors.Is(err, bucket.ErrNotFound) {
		refused(p, "OptionsObject", out, err, noBucket())
		return
	}
	p.denied(out, err, "AccessForbidden")
}
