// SPDX-License-Identifier: Apache-2.0

package emit

import (
	"errors"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/codegen/internal/plan"
)

func TestDocumentationBecomesComments(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"a sentence", "Opens the door.", "// Opens the door.\n"},
		{
			"a long sentence is cut between words",
			strings.Repeat("word ", 20),
			"//" + strings.Repeat(" word", 15) + "\n//" + strings.Repeat(" word", 5) + "\n",
		},
		{"a word that is too long stands alone", "See " + strings.Repeat("x", 90) + " there.", "// See\n// " + strings.Repeat("x", 90) + "\n// there.\n"},
		{"paragraphs", "One.\n\nTwo\nlines.", "// One.\n//\n// Two lines.\n"},
		{"a list", "Either:\n\n- the first\n  of two\n* the second", "// Either:\n//\n//   - the first of two\n//   - the second\n"},
		{"code, emphasis and links", "Call `Open` **now**, see [the page](https://a.example).", "// Call Open now, see the page (https://a.example).\n"},
		{"a block of code", "So:\n\n    a := 1\n    b := 2", "// So:\n//\n// \ta := 1\n// \tb := 2\n"},
		{"what would be a build constraint", "Not\n\n+build linux\n\n    +build !linux", "// Not\n//\n// \"+build\" linux\n//\n// \t\"+build\" !linux\n"},
		{"a constraint at the head of a line that is cut", strings.Repeat("x", 74) + " +build linux", "// " + strings.Repeat("x", 74) + "\n// \"+build\" linux\n"},
		{"what would end a comment", "a */ b\r\nc", "// a */ b c\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := comment(plan.Doc(c.text)); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestAFileThatIsNotGoIsKeptAndNamed(t *testing.T) {
	t.Parallel()
	em, err := New("example.com/m")
	if err != nil {
		t.Fatal(err)
	}
	bad := &plan.Func{Name: "encodeX", Params: "e *wire.Encoder", Lines: []plan.Line{{Text: "e.("}}}
	topic := &plan.Topic{Name: "x", Operations: []*plan.Operation{{Name: "X", Encode: bad}}}
	f, err := em.File("x.gen.go", "codec", Package{Name: "x", Topic: topic})
	var format *FormatError
	if !errors.As(err, &format) || !strings.HasPrefix(err.Error(), "x.gen.go:") {
		t.Errorf("the error is %v, want a FormatError with file and line", err)
	}
	if !strings.Contains(string(f.Source), "e.(") {
		t.Errorf("the file was not kept:\n%s", f.Source)
	}
}

func TestImportsAreThoseThatAreUsed(t *testing.T) {
	t.Parallel()
	em, err := New("example.com/m")
	if err != nil {
		t.Fatal(err)
	}
	got, err := em.imports("package x\n\n// io.EOF in a comment\nfunc f(d *wire.Decoder, time Clock) { _ = cors.Rule{}; time.Now(); fmt.Print(d.Status) }\n")
	if err != nil {
		t.Fatal(err)
	}
	if want := "\nimport (\n\t\"fmt\"\n\n\t\"example.com/m/cors\"\n\t\"example.com/m/internal/wire\"\n)\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestAFileThatIsForSomeSystemsOnlyIsAFault(t *testing.T) {
	t.Parallel()
	em, err := New("example.com/m")
	if err != nil {
		t.Fatal(err)
	}
	encode := &plan.Func{Name: "encodeX", Params: "e *wire.Encoder", Lines: []plan.Line{{Text: "// +build linux"}}}
	topic := &plan.Topic{Name: "x", Operations: []*plan.Operation{{Name: "X", Encode: encode, Decode: &plan.Func{Name: "decodeX"}}}}
	f, err := em.File("x.gen.go", "codec", Package{Name: "x", Topic: topic})
	var format *FormatError
	if !errors.As(err, &format) || !strings.Contains(err.Error(), "the build constraint // +build linux") {
		t.Errorf("the error is %v, want one about the constraint:\n%s", err, f.Source)
	}
}
