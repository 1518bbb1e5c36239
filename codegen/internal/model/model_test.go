// SPDX-License-Identifier: Apache-2.0

package model

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

func TestURIs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, uri string
		want      URI
		problem   string
	}{
		{"the root", "/", URI{Segments: []Segment{{Literal: "/"}}}, ""},
		{"a greedy label", "/{Key+}", URI{Segments: []Segment{{Literal: "/"}, {Label: "Key", Greedy: true}}}, ""},
		{"labels and literals", "/a/{b}/c/{d+}", URI{Segments: []Segment{{Literal: "/a/"}, {Label: "b"}, {Literal: "/c/"}, {Label: "d", Greedy: true}}}, ""},
		{"a query", "/?cors&type=2&empty=", URI{Segments: []Segment{{Literal: "/"}}, Query: []Parameter{{"cors", "", false}, {"type", "2", true}, {"empty", "", true}}}, ""},
		{"no slash", "a", URI{}, "must begin with /"},
		{"an open label", "/{a", URI{}, "without its }"},
		{"a nameless label", "/{+}", URI{}, "without a name"},
		{"half a segment", "/x{a}", URI{}, "whole segment"},
		{"two labels at once", "/{a}{b}", URI{}, "whole segment"},
		{"a label twice", "/{a}/{a}", URI{}, "there twice"},
		{"an empty segment", "/a//b", URI{}, "empty segment"},
		{"a dot", "/a/../b", URI{}, ". or .. for a segment"},
		{"a question without end", "/a?", URI{}, "ends with ?"},
		{"a label in the query", "/a?b={c}", URI{}, "has a label"},
		{"a fragment", "/a#b", URI{}, "fragment"},
		{"a space", "/a b", URI{}, "escaped"},
		{"escapes", "/a%20b/{c}/%7Bd%7d?e=%20f&g%26=1%2B", URI{Segments: []Segment{{Literal: "/a b/"}, {Label: "c"}, {Literal: "/{d}"}}, Query: []Parameter{{"e", " f", true}, {"g&", "1+", true}}}, ""},
		{"a % in the path", "/a%2", URI{}, "begins no escape"},
		{"a % in the name of a parameter", "/?%zz", URI{}, "begins no escape"},
		{"a % in the value of a parameter", "/?a=5%", URI{}, "begins no escape"},
		{"escaped dots", "/a/.%2E/b", URI{}, ". or .. for a segment"},
		{"an escaped slash", "/a%2fb", URI{}, "escaped slash"},
		{"a label after a greedy one", "/{a+}/{b}", URI{}, "follows a greedy one"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := ParseURI(c.uri)
			if c.problem != "" {
				if err == nil || !strings.Contains(err.Error(), c.problem) {
					t.Fatalf("the error is %v, want one that says %q", err, c.problem)
				}
				return
			}
			if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
		})
	}
}

// TestWhatIsSentIsTheURIOfTheModel encodes the pieces as generated code does.
func TestWhatIsSentIsTheURIOfTheModel(t *testing.T) {
	t.Parallel()
	for _, uri := range []string{
		"/", "/a%20b/c", "/a%20b?e=%20f", "/100%25/%C3%A9%3F%23?x%3D=%26&y", "/%7Ba%7D/b;v=1", "/%FF",
	} {
		t.Run(uri, func(t *testing.T) {
			t.Parallel()
			u, err := ParseURI(uri)
			if err != nil {
				t.Fatal(err)
			}
			var e wire.Encoder
			e.Start("GET", u.Segments[0].Literal)
			for _, s := range u.Segments[1:] {
				e.Literal(s.Literal)
			}
			for _, p := range u.Query {
				if p.HasValue {
					e.QueryConst(p.Name, p.Value)
				} else {
					e.QueryFlag(p.Name)
				}
			}
			path, raw := e.Path()
			got := (&url.URL{Path: path, RawPath: raw, RawQuery: e.RawQuery()}).RequestURI()
			if got != uri {
				t.Errorf("sent as %s", got)
			}
		})
	}
}

func TestListTraitsAreJoinedAndEqualOnesAreOne(t *testing.T) {
	t.Parallel()
	var faults ast.Faults
	m := Assemble([]Source{
		{"a.json", []byte(`{"smithy": "2.0", "shapes": {"a#A": {"type": "string", "traits": {"smithy.api#tags": ["x"], "smithy.api#title": "T"}}}}`)},
		{"b.json", []byte(`{"smithy": "2", "shapes": {"a#A": {"type": "apply", "traits": {"smithy.api#tags": ["y"], "smithy.api#title": "T"}}}}`)},
	}, &faults)
	if err := faults.Err(); err != nil {
		t.Fatal(err)
	}
	s := m.Shape("a#A")
	if diff := cmp.Diff([]string{"x", "y"}, s.Traits.Get("smithy.api#tags").Strings()); diff != "" || len(s.Traits) != 2 {
		t.Errorf("%d traits (-want +got):\n%s", len(s.Traits), diff)
	}
}

func TestPruningLeavesWhatTheProviderHas(t *testing.T) {
	t.Parallel()
	var faults ast.Faults
	m := Assemble([]Source{{"a.json", []byte(`{"smithy": "2.0", "shapes": {
		"a#S": {"type": "service", "operations": [{"target": "a#Both"}, {"target": "a#OnlyRed"}]},
		"a#Both": {"type": "operation", "input": {"target": "a#In"}},
		"a#OnlyRed": {"type": "operation", "input": {"target": "a#RedIn"}, "traits": {"pail.api#only": ["red"]}},
		"a#In": {"type": "structure", "members": {
			"a": {"target": "smithy.api#String"},
			"b": {"target": "a#Deep", "traits": {"pail.api#unsupported": "no"}}}},
		"a#RedIn": {"type": "structure", "members": {}},
		"a#Deep": {"type": "structure", "members": {}}}}`)}}, &faults)
	if err := faults.Err(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]ID{"a#S", "a#Both", "a#In"}, m.Prune("blue").Order); diff != "" {
		t.Errorf("blue (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]ID{"a#S", "a#Both", "a#OnlyRed", "a#In", "a#RedIn"}, m.Prune("red").Order); diff != "" {
		t.Errorf("red (-want +got):\n%s", diff)
	}
	if m.Shape("a#In").Member("b") == nil {
		t.Error("pruning changed the model itself")
	}
}
