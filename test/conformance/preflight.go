// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
)

// preflightRules are what the table of preflights is asked of: the second rule
// is behind the first for one of its origins.
func preflightRules() *cors.Configuration {
	ten, five := 600, 5
	return &cors.Configuration{Rules: []cors.Rule{
		{
			AllowedOrigins: []string{"https://app.example", "https://*.wild.example"}, AllowedMethods: []string{"GET", "PUT"},
			AllowedHeaders: []string{"Content-Type", "x-amz-*"}, ExposeHeaders: []string{"ETag", "x-amz-version-id"}, MaxAgeSeconds: &ten,
		},
		{AllowedOrigins: []string{"https://app.example"}, AllowedMethods: []string{"DELETE", "GET"}, AllowedHeaders: []string{"*"}, MaxAgeSeconds: &five},
		{AllowedOrigins: []string{"http://start*end"}, AllowedMethods: []string{"HEAD"}},
		{AllowedOrigins: []string{"*"}, AllowedMethods: []string{"POST"}},
	}}
}

// asked is a bucket with preflightRules that nobody changes.
func (p *probe) asked() bucket.API {
	if p.session.asked == nil {
		b := p.create()
		p.rule(b.API, preflightRules())
		p.session.asked = &b
	}
	return p.session.asked.API
}

// allowance is a preflight that preflightRules allow.
type allowance struct {
	name                    string
	origin, method, headers string
	maxAge                  string // of the rule that answers, "nil" for none
	any                     bool   // the rule has the origin *
}

func allowances() []allowance {
	return []allowance{
		{name: "allows an origin and a method", origin: "https://app.example", method: "PUT", maxAge: "600"},
		{name: "allows a header", origin: "https://app.example", method: "PUT", headers: "content-type", maxAge: "600"},
		{name: "allows a header in another case", origin: "https://app.example", method: "PUT", headers: "CONTENT-Type", maxAge: "600"},
		{name: "allows headers of a pattern", origin: "https://app.example", method: "PUT", headers: "x-amz-date,x-amz-meta-a", maxAge: "600"},
		{name: "allows headers with blanks between", origin: "https://app.example", method: "PUT", headers: "x-amz-date , content-type", maxAge: "600"},
		{name: "allows an origin of a pattern", origin: "https://a.b.wild.example", method: "GET", maxAge: "600"},
		{name: "allows an origin of a pattern where the wildcard is nothing", origin: "http://startend", method: "HEAD", maxAge: "nil"},
		{name: "answers by a later rule when the method is not in the first", origin: "https://app.example", method: "DELETE", maxAge: "5"},
		{name: "answers by a later rule when a header is not in the first", origin: "https://app.example", method: "GET", headers: "x-own", maxAge: "5"},
		{name: "answers by the first rule of two that match", origin: "https://app.example", method: "GET", maxAge: "600"},
		{name: "allows every origin by a rule of *", origin: "https://other.example", method: "POST", maxAge: "nil", any: true},
		{name: "allows the origin null by a rule of *", origin: "null", method: "POST", maxAge: "nil", any: true},
	}
}

func (a allowance) check(p *probe) {
	out, err := p.asked().OptionsObject(p.ctx, &bucket.OptionsObjectInput{
		Key: "any", Origin: a.origin, AccessControlRequestMethod: a.method, AccessControlRequestHeaders: a.headers,
	})
	result(p, "OptionsObject", out, err)
	p.allowed(out, a.origin, a.method, a.headers)
	age := a.maxAge
	if own := p.session.h.MaxAge; age == pointed(nil) && own != nil {
		age = pointed(own)
	}
	p.equal("AccessControlMaxAge", pointed(out.AccessControlMaxAge), age)
	if a.any && out.AccessControlAllowOrigin == "*" && out.AccessControlAllowCredentials {
		p.errorf("AccessControlAllowOrigin is * and AccessControlAllowCredentials true, which no browser accepts")
	}
}

// allowed checks what a browser would: stores may name the whole rule or only
// what was asked, and every origin by * or by name.
func (p *probe) allowed(out *bucket.OptionsObjectOutput, origin, method, headers string) {
	if got := out.AccessControlAllowOrigin; got != origin && got != "*" {
		p.errorf("AccessControlAllowOrigin is %q, want %q", got, origin)
	}
	if !slices.Contains(tokens(out.AccessControlAllowMethods), method) {
		p.errorf("AccessControlAllowMethods is %q, want it to have %q", out.AccessControlAllowMethods, method)
	}
	granted := tokens(strings.ToLower(out.AccessControlAllowHeaders))
	for _, h := range tokens(strings.ToLower(headers)) {
		if !slices.Contains(granted, h) && !slices.Contains(granted, "*") {
			p.errorf("AccessControlAllowHeaders is %q, want it to have %q", out.AccessControlAllowHeaders, h)
		}
	}
	if s := out.Response.StatusCode; s < 200 || s > 299 {
		p.errorf("Response.StatusCode is %d", s)
	}
}

// tokens are the elements of a list in a header.
func tokens(list string) []string {
	var all []string
	for e := range strings.SplitSeq(list, ",") {
		if e = strings.TrimSpace(e); e != "" {
			all = append(all, e)
		}
	}
	return all
}

// ask is a preflight that preflightRules allow, of a key.
func ask(key string) *bucket.OptionsObjectInput {
	return &bucket.OptionsObjectInput{Key: key, Origin: "https://app.example", AccessControlRequestMethod: "PUT"}
}

func preflightRows() []behaviour {
	var rows []behaviour
	for _, a := range allowances() {
		rows = append(rows, behaviour{name: a.name, check: a.check})
	}
	rows = append(rows, []behaviour{
		{name: "names the origin and exposes headers", check: func(p *probe) {
			out, err := p.asked().OptionsObject(p.ctx, ask("any"))
			result(p, "OptionsObject", out, err)
			p.equal("AccessControlAllowOrigin", out.AccessControlAllowOrigin, "https://app.example")
			exposed := tokens(strings.ToLower(out.AccessControlExposeHeaders))
			for _, h := range []string{"etag", "x-amz-version-id"} {
				if !slices.Contains(exposed, h) {
					p.errorf("AccessControlExposeHeaders is %q, want it to have %q", out.AccessControlExposeHeaders, h)
				}
			}
		}},
		{name: "allows credentials where it names the origin", check: func(p *probe) {
			out, err := p.asked().OptionsObject(p.ctx, ask("any"))
			p.equal("AccessControlAllowCredentials", result(p, "OptionsObject", out, err).AccessControlAllowCredentials, true)
		}},
		{name: "varies by origin", check: func(p *probe) {
			out, err := p.asked().OptionsObject(p.ctx, ask("any"))
			p.varies(result(p, "OptionsObject", out, err).Response)
		}},
		{name: "varies by origin where ResponseVary asks for it", check: func(p *probe) {
			b := p.ruled(varying())
			out, err := b.OptionsObject(p.ctx, ask("any"))
			p.varies(result(p, "OptionsObject", out, err).Response)
		}},
		{name: "does not ask whether the object exists", check: func(p *probe) {
			b := p.ruled(preflightRules())
			p.put(b, "present", "content")
			for _, key := range []string{"present", "absent"} {
				out, err := b.OptionsObject(p.ctx, ask(key))
				p.allowed(result(p, "OptionsObject", out, err), "https://app.example", "PUT", "")
			}
		}},
		{name: "answers for the bucket itself", check: func(p *probe) {
			out, err := p.asked().OptionsObject(p.ctx, ask(""))
			p.allowed(result(p, "OptionsObject", out, err), "https://app.example", "PUT", "")
		}},
		{name: "answers for a sub-resource", check: func(p *probe) {
			in := ask("")
			in.SubResource = "lifecycle"
			out, err := p.asked().OptionsObject(p.ctx, in)
			p.allowed(result(p, "OptionsObject", out, err), "https://app.example", "PUT", "")
		}},
		{name: "follows the rules as they change", check: followsTheRules},
	}...)
	for i := range rows {
		rows[i].operation = "OptionsObject"
	}
	return rows
}

// varying is preflightRules with a Vary on every answer.
func varying() *cors.Configuration {
	c := preflightRules()
	c.ResponseVary = true
	return c
}

// varies checks that caches are told of the origin.
func (p *probe) varies(r bucket.Response) {
	if vary := strings.ToLower(strings.Join(r.Header.Values("Vary"), ",")); !slices.Contains(tokens(vary), "origin") {
		p.errorf("Vary is %q, want it to have Origin", vary)
	}
}

func followsTheRules(p *probe) {
	b := p.ruled(preflightRules())
	out, err := b.OptionsObject(p.ctx, ask("any"))
	p.allowed(result(p, "OptionsObject", out, err), "https://app.example", "PUT", "")
	p.rule(b, oneRule())
	out, err = b.OptionsObject(p.ctx, ask("any"))
	p.denied(out, err, "AccessForbidden")
	p.rule(b, preflightRules())
	out, err = b.OptionsObject(p.ctx, ask("any"))
	p.allowed(result(p, "OptionsObject", out, err), "https://app.example", "PUT", "")
	_, err = b.DeleteCORS(p.ctx, &bucket.DeleteCORSInput{})
	p.must("DeleteCORS", err)
	out, err = b.OptionsObject(p.ctx, ask("any"))
	p.denied(out, err, "AccessForbidden")
}
