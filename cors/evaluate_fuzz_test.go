// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/cors"
)

// FuzzEvaluate compares the engine with a second one, written from the
// documentation by trying everything, with nothing of the first.
func FuzzEvaluate(f *testing.F) {
	f.Add("https://a.example|https://*.b.example\nGET|PUT\nx-amz-*|content-type\n\n*\nHEAD\n\n", "https://x.b.example", "PUT", "Content-Type, x-amz-date")
	f.Add("start*end\nPOST\n*\n", "startend", "POST", "")
	f.Add("a*a\nGET\nx*x\n", "a", "GET", "x")
	f.Add("**\nGET\nx**\n", "a", "GET", "x-y")
	f.Add("http://*.a.example\nGET|PUT\n*\n*\n*\nrange", "http://b.a.example", "DELETE, GET,PATCH", "range")
	f.Add("\nGET\n\n", "", "", "K\u212a,bad/name")
	f.Fuzz(func(t *testing.T, rules, origin, method, headers string) {
		if len(origin)+len(headers) > 300 {
			return // trying everything takes too long
		}
		c := parseRules(rules)
		r := cors.Request{Key: "k", Origin: origin, Method: method, Headers: strings.Split(headers, ",")}
		for _, provider := range []string{"s3", "s3-gateway", "cos", "qingstor", "oss"} {
			d := cors.Evaluate(provider, c, r)
			silent := provider == "qingstor"
			want := naive(c, r, silent)
			if d.Rule != want || d.Allowed != (want >= 0) {
				t.Fatalf("Evaluate() chose rule %d, want %d", d.Rule, want)
			}
			grants := 0
			for range d.Headers() {
				grants++
			}
			if d.Allowed != (grants > 0) || d.Allowed != (d.Reason == "") || !silent && (d.Allowed != (d.Status == 200) || d.Allowed != (d.Code == "")) {
				t.Fatalf("the decision contradicts itself: %+v", d)
			}
			steps := 0
			for step := range d.Walk() {
				if step.Matched() && step.Reached && step.Rule != want && want >= 0 {
					t.Fatalf("Walk() says that rule %d answers, not %d", step.Rule, want)
				}
				_ = step.String()
				steps++
			}
			if steps != len(c.Rules) {
				t.Fatalf("Walk() yielded %d steps for %d rules", steps, len(c.Rules))
			}
			_, _, _ = d.Verdict(), cors.Check(provider, c), cors.EvaluateActual(provider, c, r)
		}
	})
}

// parseRules reads groups of three lines: origins, methods, headers.
func parseRules(text string) *cors.Configuration {
	c := &cors.Configuration{}
	lines := strings.Split(text, "\n")
	for ; len(lines) >= 3 && len(c.Rules) < 8; lines = lines[3:] {
		c.Rules = append(c.Rules, cors.Rule{AllowedOrigins: strings.Split(lines[0], "|"), AllowedMethods: strings.Split(lines[1], "|"), AllowedHeaders: strings.Split(lines[2], "|")})
	}
	return c
}

// naive finds the rule; lists takes methods between commas, one of which must
// be allowed, and "*" for all of them.
func naive(c *cors.Configuration, r cors.Request, lists bool) int {
	methods := []string{r.Method}
	if lists {
		methods = regexp.MustCompile(`[ \t]*,[ \t]*`).Split(strings.Trim(r.Method, " \t"), -1)
	}
	methods = slices.DeleteFunc(methods, func(m string) bool { return !regexp.MustCompile(`\A(GET|PUT|HEAD|POST|DELETE)\z`).MatchString(m) })
	if r.Origin == "" || len(methods) == 0 {
		return -1
	}
	allowed := func(rule cors.Rule) bool {
		return slices.ContainsFunc(methods, func(m string) bool {
			return slices.Contains(rule.AllowedMethods, m) || lists && slices.Contains(rule.AllowedMethods, "*")
		})
	}
	var names []string
	for _, h := range r.Headers {
		h = strings.TrimFunc(h, func(c rune) bool { return c == ' ' || c == '\t' })
		if !regexp.MustCompile("\\A[-!#$%&'*+.^_`|~0-9A-Za-z]*\\z").MatchString(h) {
			return -1
		}
		if h != "" {
			names = append(names, h)
		}
	}
	for i, rule := range c.Rules {
		if globs(rule.AllowedOrigins, r.Origin) && allowed(rule) && all(rule.AllowedHeaders, names) {
			return i
		}
	}
	return -1
}

func all(patterns, names []string) bool {
	for _, name := range names {
		if !globs(ascii(patterns...), ascii(name)[0]) {
			return false
		}
	}
	return true
}

// globs tries every way to cut a piece out of the value.
func globs(patterns []string, value string) bool {
	for _, p := range patterns {
		if strings.Count(p, "*") > 1 {
			continue
		}
		for i := 0; i <= len(value); i++ {
			for j := i; j <= len(value); j++ {
				if p == value || p == value[:i]+"*"+value[j:] {
					return true
				}
			}
		}
	}
	return false
}

func ascii(values ...string) []string {
	var folded []string
	for _, v := range values {
		folded = append(folded, string(regexp.MustCompile("[A-Z]").ReplaceAllFunc([]byte(v), bytes.ToLower)))
	}
	return folded
}
