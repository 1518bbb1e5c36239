// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"fmt"
	"testing"

	"github.com/seed-40dc4ce0/pail/cors"
)

// crowded has 100 rules of 10 origins; only the last rule answers the request.
func crowded() (*cors.Configuration, cors.Request) {
	c := &cors.Configuration{}
	for i := range 100 {
		rule := cors.Rule{AllowedMethods: []string{"GET", "PUT"}, AllowedHeaders: []string{"content-type", "x-amz-*"}}
		for j := range 10 {
			rule.AllowedOrigins = append(rule.AllowedOrigins, fmt.Sprintf("https://*.site-%d-%d.example", i, j))
		}
		c.Rules = append(c.Rules, rule)
	}
	return c, cors.Request{Key: "k", Origin: "https://app.site-99-9.example", Method: "PUT", Headers: []string{"content-type", "x-amz-date"}}
}

func TestEvaluateDoesNotAllocateWhenARuleMatches(t *testing.T) {
	c, r := crowded()
	for _, provider := range cors.Providers() {
		var d cors.Decision
		if n := testing.AllocsPerRun(100, func() { d = cors.Evaluate(provider, c, r) }); n != 0 || !d.Allowed {
			t.Errorf("%s: Evaluate() allocates %v times, allowed %v", provider, n, d.Allowed)
		}
		if n := testing.AllocsPerRun(100, func() { d = cors.EvaluateActual(provider, c, r) }); n != 0 || !d.Allowed {
			t.Errorf("%s: EvaluateActual() allocates %v times, allowed %v", provider, n, d.Allowed)
		}
	}
}

func BenchmarkEvaluate(b *testing.B) {
	c, r := crowded()
	b.ReportAllocs()
	for b.Loop() {
		if d := cors.Evaluate("s3", c, r); !d.Allowed {
			b.Fatal(d.Reason)
		}
	}
}

func BenchmarkEvaluateRefused(b *testing.B) {
	c, r := crowded()
	r.Headers = append(r.Headers, "x-own")
	b.ReportAllocs()
	for b.Loop() {
		if d := cors.Evaluate("s3", c, r); d.Allowed {
			b.Fatal("allowed")
		}
	}
}

func BenchmarkLint(b *testing.B) {
	c, _ := crowded()
	b.ReportAllocs()
	for b.Loop() {
		cors.Lint("s3", c)
	}
}

func BenchmarkFix(b *testing.B) {
	c, r := crowded()
	c.Rules, r.Method = c.Rules[:99], "DELETE"
	b.ReportAllocs()
	for b.Loop() {
		if change := cors.Fix("s3", c, r); !change.Needed() {
			b.Fatal(change.Detail)
		}
	}
}
