// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzJSON reads documents of any form, as CORS rules: what is taken is JSON
// to encoding/json too, and is the same after it was written.
func FuzzJSON(f *testing.F) {
	for _, seed := range []string{
		`{"cors_rules":[{"allowed_origin":"https://*.a","allowed_methods":["GET"],"max_age_seconds":5}],"resp_vary":"Enable"}`,
		`{"cors_rules":[],"more":{"a":[1,2.5e3,null,true,"\u65e5"]}}`,
		`{"cors_rules":[{}]}`, `{"cors_rules":null}`, `[`, `{"a":"\ud800"}`, `{"a":1,"a":2}`, "{\"\xff\":1}", `{} {}`, ``,
		`{"cors_rules":[{"allowed_origin":["a"],"allowed_methods":"GET","max_age_seconds":"5"}]}`,
	} {
		f.Add(seed)
	}
	e := New(Options{Provider: "qingstor"})
	if err := e.Err(); err != nil {
		f.Fatal(err)
	}
	var shape *schema
	for _, op := range e.operations {
		if op.name == "PutCORS" {
			shape, _ = op.input.document()
		}
	}
	l := e.dialect.language
	f.Fuzz(func(t *testing.T, text string) {
		in, err := l.read(shape, []byte(text))
		switch {
		case errors.Is(err, errSyntax), errors.Is(err, errDocument):
			return
		case err != nil:
			t.Fatal(err)
		case !json.Valid([]byte(text)):
			t.Fatalf("%q is no JSON", text)
		}
		written := l.write(nil, shape, in)
		again, err := l.read(shape, written)
		if diff := cmp.Diff(in, again); err != nil || diff != "" {
			t.Fatalf("%s written as %s: %v, (-first +second):\n%s", text, written, err, diff)
		}
	})
}
