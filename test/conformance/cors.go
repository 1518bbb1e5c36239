// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
)

// oneRule is the smallest configuration.
func oneRule() *cors.Configuration {
	return &cors.Configuration{Rules: []cors.Rule{{AllowedOrigins: []string{"https://app.example"}, AllowedMethods: []string{"GET"}}}}
}

// manyRules is a configuration that uses every member.
func manyRules() *cors.Configuration {
	day, zero := 86400, 0
	return &cors.Configuration{Rules: []cors.Rule{
		{
			ID: "first <&> \"rule\"", AllowedOrigins: []string{"https://app.example", "https://*.wild.example"},
			AllowedMethods: []string{"GET", "PUT", "HEAD"}, AllowedHeaders: []string{"content-type", "x-amz-*"},
			ExposeHeaders: []string{"ETag", "x-amz-request-id"}, MaxAgeSeconds: &day,
		},
		{ID: "second", AllowedOrigins: []string{"http://localhost:8080"}, AllowedMethods: []string{"DELETE", "POST"}, AllowedHeaders: []string{"*"}, MaxAgeSeconds: &zero},
		{AllowedOrigins: []string{"*"}, AllowedMethods: []string{"GET"}},
	}}
}

// noRules is the refusal to show rules that a bucket does not have.
func noRules() refusal {
	return refusal{
		status: http.StatusNotFound, code: "NoSuchCORSConfiguration",
		is: []error{bucket.ErrNoSuchCORSConfiguration, bucket.ErrNotFound}, isNot: []error{bucket.ErrNoSuchBucket, bucket.ErrNoSuchKey},
	}
}

// ruled gives a new bucket with a configuration.
func (p *probe) ruled(c *cors.Configuration) bucket.API {
	b := p.create().API
	p.rule(b, c)
	return b
}

// rule puts a configuration.
func (p *probe) rule(b bucket.API, c *cors.Configuration) {
	out, err := b.PutCORS(p.ctx, &bucket.PutCORSInput{Configuration: c})
	result(p, "PutCORS", out, err)
}

// shows checks the configuration that GetCORS answers.
func (p *probe) shows(b bucket.API, want *cors.Configuration) {
	out, err := b.GetCORS(p.ctx, &bucket.GetCORSInput{})
	result(p, "GetCORS", out, err)
	if out.Configuration == nil {
		p.fatalf("GetCORS: Configuration is nil")
	}
	p.equal("the number of rules", len(out.Configuration.Rules), len(want.Rules))
	for i := range min(len(want.Rules), len(out.Configuration.Rules)) {
		got, want := out.Configuration.Rules[i], want.Rules[i]
		p.equal(fmt.Sprintf("Rules[%d].ID", i), got.ID, want.ID)
		p.equal(fmt.Sprintf("Rules[%d].AllowedOrigins", i), got.AllowedOrigins, want.AllowedOrigins)
		p.equal(fmt.Sprintf("Rules[%d].AllowedMethods", i), got.AllowedMethods, want.AllowedMethods)
		p.equal(fmt.Sprintf("Rules[%d].AllowedHeaders", i), got.AllowedHeaders, want.AllowedHeaders)
		p.equal(fmt.Sprintf("Rules[%d].ExposeHeaders", i), got.ExposeHeaders, want.ExposeHeaders)
		p.equal(fmt.Sprintf("Rules[%d].MaxAgeSeconds", i), pointed(got.MaxAgeSeconds), pointed(want.MaxAgeSeconds))
	}
}

// pointed is a number for people, "nil" for none.
func pointed(n *int) string {
	if n == nil {
		return "nil"
	}
	return fmt.Sprint(*n)
}

func corsRows() []behaviour {
	return []behaviour{
		{operation: "PutCORS", name: "keeps every member of every rule", check: func(p *probe) { p.shows(p.ruled(manyRules()), manyRules()) }},
		{operation: "PutCORS", name: "keeps every origin of every rule", check: keepsOrigins},
		{operation: "PutCORS", name: "keeps ResponseVary", check: func(p *probe) {
			b := p.ruled(varying())
			out, err := b.GetCORS(p.ctx, &bucket.GetCORSInput{})
			p.equal("ResponseVary", result(p, "GetCORS", out, err).Configuration.ResponseVary, true)
		}},
		{operation: "GetObject", name: "varies by origin where ResponseVary asks for it", check: func(p *probe) {
			b := p.ruled(varying())
			p.put(b, "any", "content")
			_, out := p.get(b, &bucket.GetObjectInput{Key: "any"})
			p.varies(out.Response)
		}},
		{operation: "PutCORS", name: "replaces the rules that were there", check: func(p *probe) {
			b := p.ruled(preflightRules())
			p.rule(b, oneRule())
			p.shows(b, oneRule())
		}},
		{operation: "PutCORS", name: "takes a hundred rules", check: func(p *probe) { p.shows(p.ruled(rules(100)), rules(100)) }},
		{operation: "GetCORS", name: "says that a bucket has no rules", check: func(p *probe) {
			out, err := p.create().API.GetCORS(p.ctx, &bucket.GetCORSInput{})
			refused(p, "GetCORS", out, err, noRules())
		}},
		{operation: "DeleteCORS", name: "removes the rules", check: func(p *probe) {
			b := p.ruled(oneRule())
			deleted, err := b.DeleteCORS(p.ctx, &bucket.DeleteCORSInput{})
			result(p, "DeleteCORS", deleted, err)
			out, err := b.GetCORS(p.ctx, &bucket.GetCORSInput{})
			refused(p, "GetCORS", out, err, noRules())
		}},
		{operation: "DeleteCORS", name: "is content when there are no rules", check: func(p *probe) {
			out, err := p.create().API.DeleteCORS(p.ctx, &bucket.DeleteCORSInput{})
			result(p, "DeleteCORS", out, err)
		}},
		{operation: "DeleteCORS", name: "leaves the bucket and its objects", check: func(p *probe) {
			b := p.ruled(oneRule())
			p.put(b, "kept", "content")
			_, err := b.DeleteCORS(p.ctx, &bucket.DeleteCORSInput{})
			p.must("DeleteCORS", err)
			content, _ := p.get(b, &bucket.GetObjectInput{Key: "kept"})
			p.equal("the content", content, "content")
		}},
	}
}

// keepsOrigins looks for each origin with all that was said for it, whether
// the store keeps rules of several origins or makes several rules of them.
func keepsOrigins(p *probe) {
	rules := manyRules()
	for i := range rules.Rules {
		rules.Rules[i].ID = "" // which is another behaviour
	}
	b := p.ruled(rules)
	out, err := b.GetCORS(p.ctx, &bucket.GetCORSInput{})
	kept, want := perOrigin(result(p, "GetCORS", out, err).Configuration), perOrigin(rules)
	p.equal("the number of origins", len(kept), len(want))
	for i := range min(len(kept), len(want)) {
		p.equal(fmt.Sprintf("MaxAgeSeconds of origin %d", i), pointed(kept[i].MaxAgeSeconds), pointed(want[i].MaxAgeSeconds))
		kept[i].MaxAgeSeconds, want[i].MaxAgeSeconds = nil, nil
		p.equal(fmt.Sprintf("origin %d", i), kept[i], want[i])
	}
}

// perOrigin gives rules of one origin each, in order.
func perOrigin(c *cors.Configuration) []cors.Rule {
	var all []cors.Rule
	for _, rule := range c.Rules {
		for _, origin := range rule.AllowedOrigins {
			one := rule
			one.AllowedOrigins = []string{origin}
			all = append(all, one)
		}
	}
	return all
}

// rules are n small rules.
func rules(n int) *cors.Configuration {
	c := &cors.Configuration{}
	for i := range n {
		c.Rules = append(c.Rules, cors.Rule{AllowedOrigins: []string{fmt.Sprintf("https://a%d.example", i)}, AllowedMethods: []string{"GET"}})
	}
	return c
}

// corsRefusalRows are configurations that a store refuses, by the server or,
// where the model says enough, before it is asked. The old rules stay.
func corsRefusalRows() []behaviour {
	rule := func(r cors.Rule) *cors.Configuration { return &cors.Configuration{Rules: []cors.Rule{r}} }
	origin, get := []string{"https://app.example"}, []string{"GET"}
	tests := []struct {
		name string
		code string
		c    *cors.Configuration
	}{
		{"no rules", "MalformedXML", &cors.Configuration{}},
		{"a rule without an origin", "MalformedXML", rule(cors.Rule{AllowedMethods: get})},
		{"a rule without a method", "MalformedXML", rule(cors.Rule{AllowedOrigins: origin})},
		{"a method that no store allows", "InvalidRequest", rule(cors.Rule{AllowedOrigins: origin, AllowedMethods: []string{"PATCH"}})},
		{"the method OPTIONS", "InvalidRequest", rule(cors.Rule{AllowedOrigins: origin, AllowedMethods: []string{"OPTIONS"}})},
		{"a method in lower case", "InvalidRequest", rule(cors.Rule{AllowedOrigins: origin, AllowedMethods: []string{"get"}})},
		{"an origin with two wildcards", "InvalidRequest", rule(cors.Rule{AllowedOrigins: []string{"https://*.*.example"}, AllowedMethods: get})},
		{"a header with two wildcards", "InvalidRequest", rule(cors.Rule{AllowedOrigins: origin, AllowedMethods: get, AllowedHeaders: []string{"x-*-*"}})},
		{"a header that is no token", "InvalidRequest", rule(cors.Rule{AllowedOrigins: origin, AllowedMethods: get, AllowedHeaders: []string{"not a token"}})},
		{"more than a hundred rules", "InvalidRequest", rules(101)},
	}
	var rows []behaviour
	for _, test := range tests {
		rows = append(rows, behaviour{operation: "PutCORS", name: "refuses " + test.name + ", and keeps the old rules", check: func(p *probe) {
			b := p.ruled(oneRule())
			out, err := b.PutCORS(p.ctx, &bucket.PutCORSInput{Configuration: test.c})
			if _, ok := errors.AsType[*bucket.InputError](err); !ok {
				refused(p, "PutCORS", out, err, refusal{status: http.StatusBadRequest, code: test.code})
			} else if out != nil {
				p.errorf("PutCORS: the output is not nil beside the error %v", err)
			}
			p.shows(b, oneRule())
		}})
	}
	return rows
}
