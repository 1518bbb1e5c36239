// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/cors"
)

// many are configurations, and all that is found in them.
var many = []struct {
	name, provider string
	c              *cors.Configuration
	want           []string
}{
	{"no configuration", "s3", nil, []string{"0 refused no-rules"}},
	{"no rules", "cos", &cors.Configuration{}, []string{"0 refused no-rules"}},
	{"a switch that S3 has not", "s3", &cors.Configuration{Rules: []cors.Rule{clean()}, ResponseVary: true}, []string{"0 refused unknown-vary true"}},
	{"several origins, and answers that do not vary", "cos", of(clean(), also(origins("https://b.example.com"))), []string{"0 advice vary-absent"}},
	{"a pattern, and answers that do not vary", "oss", of(also(origins("https://*.example.com", "https://example.com"))), []string{"0 advice vary-absent"}},
	{"one origin does not vary", "qingstor", of(clean()), nil},
	{"every origin is one answer", "cos", of(cors.Rule{AllowedOrigins: []string{"*"}, AllowedMethods: []string{"GET"}}), nil},
	{"a document that is too long", "oss", of(also(headers("x-a", "x-"+strings.Repeat("b", 16<<10)))), []string{"0 refused too-large"}},
	{"a name twice", "s3", of(also(func(r *cors.Rule) { r.ID = "a" }), also(func(r *cors.Rule) { r.ID = "a"; origins("https://b.example.com")(r) })), []string{"2 advice id-twice a"}},
	{"a rule twice, whatever it is called", "s3", of(clean(), also(func(r *cors.Rule) { r.ID = "b" })), []string{"2 never-matches rule-twice"}},
	{"a rule behind a wider one", "s3", of(also(origins("https://*.example.com", "https://example.com")), also(methods("GET"))), []string{"2 never-matches rule-shadowed"}},
	{"a rule behind two that cover it together", "s3", of(
		also(origins("https://a.example.com")), also(origins("https://b.example.com")), also(origins("https://b.example.com", "https://a.example.com"))), []string{"3 never-matches rule-shadowed"}},
	{"a rule before a wider one", "s3", of(also(methods("GET")), also(origins("https://*.example.com", "https://example.com"))), nil},
	{"a rule with a header more is not shadowed, but what it exposes is", "s3", of(
		clean(), also(func(r *cors.Rule) { headers("*")(r); exposes("ETag", "x-amz-request-id")(r) })), []string{"2 advice expose-shadowed x-amz-request-id"}},
	{"method and headers in two rules", "s3", of(
		also(func(r *cors.Rule) { methods("PUT")(r); headers()(r) }), also(methods("GET"))), []string{"2 advice rules-split"}},
	{"method and headers in two rules, the other way round", "s3", of(
		also(methods("GET")), also(func(r *cors.Rule) { methods("PUT")(r); headers()(r) })), []string{"2 advice rules-split"}},
	{"two rules with methods and headers of their own", "s3", of(also(methods("PUT")), also(func(r *cors.Rule) { methods("GET")(r); headers("x-own")(r) })), nil},
	{"method and headers in two rules, and together in a third", "s3", of(
		also(func(r *cors.Rule) { methods("PUT")(r); headers()(r) }), also(methods("GET")), also(methods("PUT"))), nil},
	{"findings of rules stand in their order", "s3", of(also(methods("get")), also(origins("https://b.example.com/"))), []string{"1 refused method-case get", "2 never-matches origin-path https://b.example.com/"}},
}

func of(rules ...cors.Rule) *cors.Configuration { return &cors.Configuration{Rules: rules} }

func also(change func(*cors.Rule)) cors.Rule {
	r := clean()
	change(&r)
	return r
}

func TestLintAmongRules(t *testing.T) {
	t.Parallel()
	for _, tt := range many {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			findings := cors.Lint(tt.provider, tt.c)
			if diff := cmp.Diff(tt.want, foundIn(findings)); diff != "" {
				t.Errorf("Lint() (-want +got):\n%s", diff)
			}
			consistent(t, tt.provider, tt.c, findings)
		})
	}
	t.Run("more rules than the store keeps", func(t *testing.T) {
		t.Parallel()
		c := new(cors.Configuration)
		for i := range 21 {
			c.Rules = append(c.Rules, also(origins(fmt.Sprintf("https://%d.example.com", i))))
		}
		c.ResponseVary = true
		if diff := cmp.Diff([]string{"0 refused too-many-rules"}, foundIn(cors.Lint("oss", c))); diff != "" {
			t.Errorf("Lint() (-want +got):\n%s", diff)
		}
	})
}

// TestEveryCodeIsFound keeps the tables above as long as the list of codes.
func TestEveryCodeIsFound(t *testing.T) {
	t.Parallel()
	found := map[string]bool{"too-many-rules": true}
	for _, tt := range lints {
		for _, line := range tt.want {
			found[strings.Fields(line)[2]] = true
		}
	}
	for _, tt := range many {
		for _, line := range tt.want {
			found[strings.Fields(line)[2]] = true
		}
	}
	file, err := parser.ParseFile(gotoken.NewFileSet(), "finding.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	ast.Inspect(file, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok || !strings.HasPrefix(spec.Names[0].Name, "Code") {
			return true
		}
		n++
		code, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil || !found[code] {
			t.Errorf("no row of a table finds %s", code)
		}
		return true
	})
	t.Logf("%d codes, %d rows", n, len(lints)+len(many))
}

func TestLintLine(t *testing.T) {
	t.Parallel()
	c := of(clean(), also(func(r *cors.Rule) { origins("https://b.example.com/")(r); exposes()(r) }))
	c.ResponseVary = true
	var lines []string
	for _, f := range cors.Lint("s3", c) {
		lines = append(lines, f.String())
	}
	want := []string{
		`configuration, ResponseVary "true": refused: S3 has no such switch; leave it out; a cache in front has to add Vary: Origin`,
		`rule 2, AllowedOrigins "https://b.example.com/": never-matches: an origin has no slash at its end; write "https://b.example.com"`,
		`rule 2, ExposeHeaders: advice: script cannot read the ETag of what it uploads, which uploads in parts need; add "ETag" if pages upload in parts or read ETags`,
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("String() (-want +got):\n%s", diff)
	}
}

// TestWhatLintSaysNeverMatchesDoesNot asks every request of a small world.
func TestWhatLintSaysNeverMatchesDoesNot(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 5))
	said := 0
	for range 1000 {
		c := world.configuration(random)
		var dead []int
		for _, f := range cors.Lint("s3", c) {
			if f.Level != cors.NeverMatches || f.Rule < 0 {
				continue
			}
			said++
			switch f.Field {
			case "":
				dead = append(dead, f.Rule)
			case "AllowedOrigins":
				alone := of(cors.Rule{AllowedOrigins: []string{f.Value}, AllowedMethods: []string{"GET"}})
				for _, o := range world.origins {
					if cors.Evaluate("s3", alone, cors.Request{Origin: o, Method: "GET"}).Allowed {
						t.Fatalf("seed %d: %v, yet it matches %s", seed, f, o)
					}
				}
			}
		}
		for r := range world.requests() {
			if d := cors.Evaluate("s3", c, r); d.Allowed && slices.Contains(dead, d.Rule) {
				t.Fatalf("seed %d: rule %d answers %+v\n%+v", seed, d.Rule+1, r, c)
			}
		}
	}
	if said < 500 {
		t.Errorf("seed %d: %d findings say little", seed, said)
	}
}
