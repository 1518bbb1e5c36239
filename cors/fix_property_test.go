// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/cors"
)

// TestFixGivesLeast makes configurations and requests up, and asks every request
// of a small world before the change and after.
func TestFixGivesLeast(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 6))
	var fixed, extended, impossible int
	for range 1500 {
		provider := []string{"s3", "s3-gateway", "cos", "qingstor", "oss"}[random.IntN(5)]
		c, r := world.configuration(random), world.request(random)
		if random.IntN(20) == 0 {
			c = nil
		}
		change := cors.Fix(provider, c, r)
		if change.Reason != "" {
			impossible++
			if change.Reason != cors.ReasonNoCredentials || !r.Credentials || change.Configuration != nil {
				t.Fatalf("seed %d: %s, %+v, %+v: %+v", seed, provider, c, r, change)
			}
			continue
		}
		if change.Needed() {
			fixed++
			if change.Rule >= 0 {
				extended++
			}
		} else if c != nil && cmp.Diff(c, change.Configuration) != "" {
			t.Fatalf("seed %d: nothing is needed, and something changed", seed)
		}
		for _, fault := range least(provider, c, r, change) {
			t.Fatalf("seed %d: %s: %s\nbefore %+v\nrequest %+v\nafter %+v\n%s", seed, provider, fault, c, r, change.Configuration, strings.Join(change.What, "\n"))
		}
	}
	t.Logf("%d changes, of which %d extend a rule, %d impossible", fixed, extended, impossible)
	if fixed < 500 || extended < 50 || fixed-extended < 100 || impossible < 10 {
		t.Error("that says little")
	}
}

// least are the rules of Fix that a change breaks.
func least(provider string, before *cors.Configuration, r cors.Request, change cors.Change) (faults []string) {
	after := change.Configuration
	if !passes(provider, after, r) {
		faults = append(faults, "the request does not pass")
	}
	if again := cors.Fix(provider, after, r); again.Needed() || cmp.Diff(after, again.Configuration) != "" {
		faults = append(faults, "a second time changes something")
	}
	if bad(provider, after) > bad(provider, before) {
		faults = append(faults, "there is something new for Lint to find")
	}
	if stars(after) > stars(before) {
		faults = append(faults, "there is a new *")
	}
	methods, headers := []string{r.Method}, slices.Clone(r.Headers)
	if before != nil && change.Rule >= 0 { // a new rule allows what is asked for and no more
		for _, rule := range before.Rules {
			if globs(rule.AllowedOrigins, r.Origin) {
				methods, headers = append(methods, rule.AllowedMethods...), append(headers, rule.AllowedHeaders...)
			}
		}
	}
	for asked := range world.requests() {
		was, is := cors.Evaluate(provider, before, asked), cors.Evaluate(provider, after, asked)
		switch {
		case was.Allowed && !is.Allowed:
			faults = append(faults, "no longer allowed: "+asked.Origin+" "+asked.Method+" "+strings.Join(asked.Headers, ","))
		case was.Allowed:
			faults = append(faults, lost(was, is)...)
			faults = append(faults, lost(cors.EvaluateActual(provider, before, asked), cors.EvaluateActual(provider, after, asked))...)
		case is.Allowed && asked.Origin != r.Origin:
			faults = append(faults, "another origin may do more: "+asked.Origin+" "+asked.Method+" "+strings.Join(asked.Headers, ","))
		case is.Allowed && (!slices.Contains(methods, asked.Method) && !slices.Contains(methods, "*") || !all(headers, asked.Headers)):
			faults = append(faults, "more than was asked for: "+asked.Method+" "+strings.Join(asked.Headers, ","))
		}
	}
	return faults
}

// lost is what an answer had and has no longer.
func lost(was, is cors.Decision) (faults []string) {
	before, after := seen(was), seen(is)
	for name := range strings.SplitSeq(before.Expose, ",") {
		if name = strings.TrimSpace(name); name != "" && !strings.Contains(strings.ToLower(after.Expose), strings.ToLower(name)) {
			faults = append(faults, "no longer exposed: "+name)
		}
	}
	if before.Credentials == "true" && after.Credentials != "true" {
		faults = append(faults, "no longer with credentials")
	}
	return faults
}

func passes(provider string, c *cors.Configuration, r cors.Request) bool {
	preflight := cors.Evaluate(provider, c, r)
	r.Headers = nil
	actual := cors.EvaluateActual(provider, c, r)
	trusted := seen(preflight).Credentials == "true" && seen(actual).Credentials == "true"
	return preflight.Allowed && actual.Allowed && (!r.Credentials || trusted)
}

// bad is how many things are refused or too wide, but for http, which the
// request asks for.
func bad(provider string, c *cors.Configuration) (n int) {
	for _, f := range cors.Lint(provider, c) {
		if (f.Level == cors.Refused || f.Level == cors.Unsafe) && f.Code != cors.CodeOriginInsecure {
			n++
		}
	}
	return n
}

func stars(c *cors.Configuration) (n int) {
	if c == nil {
		return 0
	}
	for _, r := range c.Rules {
		for _, list := range [][]string{r.AllowedOrigins, r.AllowedMethods, r.AllowedHeaders, r.ExposeHeaders} {
			n += strings.Count(strings.Join(list, " "), "*")
		}
	}
	return n
}
