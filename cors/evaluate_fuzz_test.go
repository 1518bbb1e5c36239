// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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
		c.ResponseVary = len(headers)%2 == 1
		r := cors.Request{Key: "k", Origin: origin, Method: method, Headers: strings.Split(headers, ",")}
		for _, provider := range []string{"s3", "s3-gateway", "cos", "qingstor", "oss"} {
			d := cors.Evaluate(provider, c, r)
			silent := provider == "qingstor"
			want := naive(c, r, silent)
			if d.Rule != want || d.Allowed != (want >= 0) {
				t.Fatalf("Evaluate() chose rule %d, want %d", d.Rule, want)
			}
			actual := cors.EvaluateActual(provider, c, r)
			for _, answered := range []*cors.Decision{&d, &actual} {
				if diff := cmp.Diff(naiveHeaders(provider, c, r, want, answered == &d), maps.Collect(answered.Headers())); diff != "" {
					t.Fatalf("%s: headers (-want +got):\n%s", provider, diff)
				}
			}
			if actual.Rule != want || actual.Allowed != d.Allowed {
				t.Fatalf("EvaluateActual() chose rule %d, want %d", actual.Rule, want)
			}
			if d.Allowed != (d.Reason == "") || !silent && (d.Allowed != (d.Status == 200) || d.Allowed != (d.Code == "")) {
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
			_ = d.Verdict()
			consistent(t, provider, c, cors.Lint(provider, c))
			r.Credentials = len(origin)%2 == 1
			if change := cors.Fix(provider, c, r); change.Reason == "" && !passes(provider, change.Configuration, r) {
				t.Fatalf("Fix() = %+v, and the request does not pass", change)
			}
		}
	})
}

// parseRules reads groups of three lines: origins, methods, headers.
func parseRules(text string) *cors.Configuration {
	c := &cors.Configuration{}
	lines := strings.Split(text, "\n")
	for ; len(lines) >= 3 && len(c.Rules) < 8; lines = lines[3:] {
		rule := cors.Rule{AllowedOrigins: strings.Split(lines[0], "|"), AllowedMethods: strings.Split(lines[1], "|"), AllowedHeaders: strings.Split(lines[2], "|")}
		rule.ExposeHeaders = rule.AllowedHeaders
		if n := len(lines[0]); n%2 == 0 {
			rule.MaxAgeSeconds = &n
		}
		c.Rules = append(c.Rules, rule)
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

// naiveHeaders are those of an answer, as the table of differences between
// providers has them. A header without a value is none.
func naiveHeaders(provider string, c *cors.Configuration, r cors.Request, chosen int, preflight bool) map[string]string {
	h := map[string]string{}
	if c.ResponseVary && (provider == "cos" || provider == "qingstor" || provider == "oss") {
		h["Vary"] = "Origin"
	}
	if chosen < 0 {
		return h
	}
	rule, comma := c.Rules[chosen], ", "
	if provider == "cos" || provider == "qingstor" {
		comma = ","
	}
	var asked []string
	for _, name := range r.Headers {
		if name = strings.Trim(name, " \t"); name != "" {
			asked = append(asked, name)
		}
	}
	h["Access-Control-Allow-Origin"] = r.Origin
	switch provider {
	case "qingstor", "oss":
		h["Access-Control-Allow-Methods"] = r.Method
		if provider == "qingstor" {
			h["Access-Control-Allow-Methods"] = strings.Join(naiveMethods(rule, r.Method), comma)
		}
	default:
		h["Access-Control-Allow-Credentials"] = "true"
		if slices.Contains(rule.AllowedOrigins, "*") {
			h["Access-Control-Allow-Origin"] = "*"
			h["Access-Control-Allow-Credentials"] = map[string]string{"s3-gateway": "false"}[provider]
		}
		h["Access-Control-Allow-Methods"] = strings.Join(rule.AllowedMethods, comma)
		asked = ascii(asked...)
	}
	exposed := slices.Clone(rule.ExposeHeaders)
	switch provider {
	case "cos": // the rule's names come first, whatever was asked
		literal := slices.DeleteFunc(slices.Clone(rule.AllowedHeaders), func(name string) bool { return strings.Contains(name, "*") })
		asked = slices.Concat(literal, slices.DeleteFunc(asked, func(name string) bool { return slices.Contains(ascii(literal...), name) }))
	case "s3-gateway":
		if !slices.Contains(ascii(exposed...), "etag") {
			exposed = append(slices.DeleteFunc(exposed, func(name string) bool { return name == "" && len(exposed) == 1 }), "ETag")
		}
	}
	if preflight {
		h["Access-Control-Allow-Headers"] = strings.Join(asked, comma)
	}
	h["Access-Control-Expose-Headers"] = strings.Join(exposed, comma)
	if rule.MaxAgeSeconds != nil {
		h["Access-Control-Max-Age"] = strconv.Itoa(*rule.MaxAgeSeconds)
	} else if provider == "qingstor" {
		h["Access-Control-Max-Age"] = "5"
	}
	if strings.HasPrefix(provider, "s3") {
		h["Vary"] = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method"
	}
	maps.DeleteFunc(h, func(_, value string) bool { return value == "" })
	return h
}

// naiveMethods are those of a list that a rule allows.
func naiveMethods(rule cors.Rule, list string) (allowed []string) {
	for m := range strings.SplitSeq(list, ",") {
		m = strings.Trim(m, " \t")
		if regexp.MustCompile(`\A(GET|PUT|HEAD|POST|DELETE)\z`).MatchString(m) && (slices.Contains(rule.AllowedMethods, m) || slices.Contains(rule.AllowedMethods, "*")) {
			allowed = append(allowed, m)
		}
	}
	return allowed
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
