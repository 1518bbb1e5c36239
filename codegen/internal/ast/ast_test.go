// SPDX-License-Identifier: Apache-2.0

package ast

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPlacesAreThoseOfTheFile(t *testing.T) {
	t.Parallel()
	var faults Faults
	n := Parse("m.json", []byte("{\n \"a\": [1,\n  true, null],\n\n \"b\": {\"c\": \"d\\n\"}\n}\n"), &faults)
	if err := faults.Err(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what string
		pos  Pos
		line int
	}{
		{"the document", n.Pos, 1},
		{"a name", n.Fields[0].Pos, 2},
		{"an element", n.Get("a").Elems[1].Pos, 3},
		{"a value within", n.Get("b").Get("c").Pos, 5},
	} {
		if c.pos != (Pos{"m.json", c.line}) {
			t.Errorf("%s is at %v, want line %d", c.what, c.pos, c.line)
		}
	}
}

func TestBadJSONIsToldWithItsLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", "m.json:1: the document ends too soon; correct the JSON"},
		{"a comma too many", "{\n\"a\": 1,\n}", "m.json:3: this is not JSON"},
		{"an open string", "{\n\"a", "m.json:2: the document ends too soon"},
		{"two documents", "{}\n{}", "m.json:2: this is not JSON: there is more"},
		{"a key twice", "{\"a\": 1,\n\"a\": 2}", "m.json:2: the key \"a\" is there twice; remove this one or the one on line 1"},
		{"too deep", strings.Repeat("[", 300), "m.json:1: this is not JSON: values nest more than 200 deep"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var faults Faults
			Parse("m.json", []byte(c.text), &faults)
			if got := faults.Error(); !strings.HasPrefix(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestEqualLooksAtValuesOnly(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, a, b string
		want       bool
	}{
		{"the order of fields", `{"a":1,"b":2}`, `{"b":2,"a":1}`, true},
		{"how a number is written", `10`, `1e1`, true},
		{"the order of a list", `[1,2]`, `[2,1]`, false},
		{"another field", `{"a":1}`, `{"b":1}`, false},
		{"another kind", `"1"`, `1`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var faults Faults
			if got := Equal(Parse("a", []byte(c.a), &faults), Parse("b", []byte(c.b), &faults)); got != c.want {
				t.Errorf("Equal(%s, %s) is %t", c.a, c.b, got)
			}
		})
	}
}

// FuzzParse checks that what is read and printed is the same to encoding/json.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"smithy": "2.0", "shapes": {"a#A": {"type": "structure", "members": {"x": {"target": "a#B"}}}}}`))
	f.Add([]byte(`[1.5e3, "\u00e4<&", null, true, [], {}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var faults Faults
		n := Parse("m.json", data, &faults)
		if n == nil || !faults.Empty() || n.Kind != Object {
			return
		}
		var want, got any
		if json.Unmarshal(data, &want) != nil {
			return // numbers out of range
		}
		printed := Print(n)
		if err := json.Unmarshal(printed, &got); err != nil {
			t.Fatalf("%v: %s", err, printed)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("printed differently:\n%s", diff)
		}
		if again := Parse("p.json", printed, &faults); !bytes.Equal(Print(again), printed) {
			t.Errorf("printing is not stable: %s", printed)
		}
	})
}
