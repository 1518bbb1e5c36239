// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// read walks a document as generated code would, whatever is in it: objects and lists
// by their loops, the rest as documents. It gives one line a value.
func read(x *JSONReader, path string) []string {
	var lines []string
	switch {
	case x.IsObject():
		for d := x.EnterSparse(); x.Next(d); {
			lines = append(lines, read(x, path+"/"+string(x.Name()))...)
		}
	case x.IsList():
		for d := x.EnterSparse(); x.Next(d); {
			lines = append(lines, read(x, path+"[]")...)
		}
	case x.Null():
		x.Skip()
		lines = append(lines, path+"=null")
	default:
		if b, ok := x.Document().(string); ok {
			lines = append(lines, path+"="+b)
		}
	}
	return lines
}

func TestJSONIsReadAsAStream(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string
	}{
		{"an empty object", "{}", nil},
		{"an empty list", " [ ] ", nil},
		{"a string at the root", `"a"`, []string{"=a"}},
		{"null at the root", "\r\n\tnull\n", []string{"=null"}},
		{"objects and lists within each other", `{"a":{"b":["c",["d"],{"e":"f"}]},"g":"h"}`, []string{"/a/b[]=c", "/a/b[][]=d", "/a/b[]/e=f", "/g=h"}},
		{"white space everywhere", " {\n\"a\"\t:\r[ \"b\" , \"c\" ] , \"d\" : \"e\" } ", []string{"/a[]=b", "/a[]=c", "/d=e"}},
		{"escapes in names and texts", `{"\u0061\n\"":"\ud83d\udc1f\/\\"}`, []string{"/a\n\"=\U0001f41f/\\"}},
		{"an empty name", `{"":"a"}`, []string{"/=a"}},
		{"null in lists and objects", `{"a":[null,"b"],"c":null}`, []string{"/a[]=null", "/a[]=b", "/c=null"}},
		{"a name twice", `{"a":"1","a":"2"}`, []string{"/a=1", "/a=2"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for name, body := range map[string]io.Reader{"whole": strings.NewReader(test.text), "byte by byte": iotest.OneByteReader(strings.NewReader(test.text))} {
				d := Decoder{Body: io.NopCloser(body)}
				got := read(d.JSON(), "")
				if err := d.Finish(); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Errorf("%s: %s", name, diff)
				}
			}
		})
	}
}

func TestNullIsPassedOverUnlessAskedFor(t *testing.T) {
	t.Parallel()
	for _, sparse := range []bool{false, true} {
		d := document(`{"a":null,"b":"1","c":null,"d":{"e":null},"f":[null,"2",null],"g":[null],"h":null}`)
		x := d.JSON()
		enter := x.Enter
		want := []string{"b is 1", "d", "f", "f is 2", "g"}
		if sparse {
			enter = x.EnterSparse
			want = []string{"a is null", "b is 1", "c is null", "d", "e is null", "f", "f is null", "f is 2", "f is null", "g", "g is null", "h is null"}
		}
		var got []string
		value := func(name string) {
			if x.Null() {
				got = append(got, name+" is null")
				return
			}
			got = append(got, name+" is "+x.String())
		}
		for at := enter(); x.Next(at); {
			switch name := string(x.Name()); name {
			case "d":
				got = append(got, name)
				for at := enter(); x.Next(at); {
					value(string(x.Name()))
				}
			case "f", "g":
				got = append(got, name)
				for at := enter(); x.Next(at); {
					value(name)
				}
			default:
				value(name)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" || d.Finish() != nil {
			t.Errorf("sparse %v: %s %v", sparse, diff, d.Err)
		}
	}
}

func TestALoopThatExpectsAnotherKindIsAFault(t *testing.T) {
	t.Parallel()
	object := func(x *JSONReader) {
		for at := x.Enter(); x.Next(at); {
			if string(x.Name()) == "none" { // as for a structure of which it has no member
				x.Int()
			}
		}
	}
	list := func(x *JSONReader) {
		for at := x.EnterSparse(); x.Next(at); {
			x.IntPtr()
		}
	}
	nested := func(x *JSONReader) {
		for at := x.Enter(); x.Next(at); {
			object(x)
		}
	}
	for _, test := range []struct {
		name, text, want string
		read             func(*JSONReader)
	}{
		{"a list for an object", `[1,2]`, "is not an object", object},
		{"a list of lists for a list of objects", `[[1]]`, "is not an object", nested},
		{"an object for a list", `{"b":1}`, "is not a list", list},
		{"an object for a list of objects", `{"b":{}}`, "is not a list", nested},
		{"an object with null for a list", `{"b":null}`, "is not a list", list},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for _, place := range places {
				d := document(place.before + test.text + place.after)
				x := d.JSON()
				place.down(x)
				test.read(x)
				var bad *BodyError
				spot := "has " + place.spot
				if test.want == "is not an object" && test.text == `[[1]]` {
					spot = "has an element"
				}
				if err := d.Finish(); !errors.As(err, &bad) || !strings.HasPrefix(bad.Problem, spot) || !strings.HasSuffix(bad.Problem, " that "+test.want) {
					t.Errorf("%s: error %v, want %s", place.before, err, test.want)
				}
			}
		})
	}
	for text, read := range map[string]func(*JSONReader){`[]`: object, `{}`: list, `[[],[]]`: nested} {
		d := document(text)
		if read(d.JSON()); d.Finish() != nil { // what is empty is both
			t.Errorf("%s gives %v", text, d.Err)
		}
	}
}

func TestWhatIsNotReadIsSkipped(t *testing.T) {
	t.Parallel()
	d := document(`{"skip":{"a":"1","b":[{},[[]],1.5e3]},"in":{"a":"2","rest":[1,{"a":"no"}]},"list":["x","y","z"],"empty":{},"a":"3"}`)
	x := d.JSON()
	var got []string
	for at := x.Enter(); x.Next(at); {
		switch string(x.Name()) {
		case "a":
			got = append(got, x.String())
		case "in":
			inner := x.Enter()
			x.Next(inner)
			got = append(got, string(x.Name())+x.String())
		case "list":
			x.Next(x.Enter())
			got = append(got, x.String())
		case "empty":
			x.Enter()
		}
	}
	if diff := cmp.Diff([]string{"a2", "x", "3"}, got); diff != "" || d.Finish() != nil {
		t.Error(diff, d.Err)
	}
}

func TestLeavingAJSONLoopEarlyStillChecksTheRest(t *testing.T) {
	t.Parallel()
	for _, text := range []string{`{"a":{"b":"1","c":2`, `{"a":{"b":"1","c":tru}}`, `{"a":{"b":"1"}}}`, `{"a":{"b":"1"}} {}`} {
		d := document(text)
		x := d.JSON()
		for range 2 {
			x.Next(x.Enter())
			x.Name()
		}
		if got := x.String(); got != "1" || x.Err() != nil {
			t.Fatalf("got %q, %v", got, x.Err())
		}
		if err := d.Finish(); err == nil {
			t.Errorf("%s was taken", text)
		}
	}
}

func TestTheNameIsGoodUntilTheMemberEnds(t *testing.T) {
	t.Parallel()
	d := document(`{"long":{"b":"1","\u0063":["2"]},"d":"3"}`)
	x := d.JSON()
	if len(x.Name()) > 0 {
		t.Errorf("the root is called %q", x.Name())
	}
	if at := x.Enter(); !x.Next(at) {
		t.Fatal(x.Err())
	}
	name := x.Name()
	for at := x.Enter(); x.Next(at); {
		inner := x.Name()
		if x.IsList() {
			for at := x.Enter(); x.Next(at); {
				_ = x.String()
			}
		}
		if got := string(inner); got != "b" && got != "c" {
			t.Errorf("a name within is %q", got)
		}
	}
	if string(name) != "long" {
		t.Errorf("the name around it became %q", name)
	}
	if err := d.Finish(); err != nil {
		t.Error(err)
	}
	if x := new(JSONReader); x.Name() != nil || x.Next(0) || x.Next(1) || x.Next(-1) || x.Null() {
		t.Error("a reader of nothing has something")
	}
}

func TestOptionalJSON(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct{ nothing, bad bool }{
		"": {true, false}, " \r\n": {true, false}, "null": {true, false}, " null\n": {true, false}, "{}": {},
		"x": {false, true}, "null x": {true, true}, "nul": {true, true},
	} {
		d := document(text)
		if x := d.OptionalJSON(); (x == nil) != want.nothing {
			t.Errorf("%q gives reader %v", text, x)
		}
		if err := d.Finish(); (err != nil) != want.bad {
			t.Errorf("%q gives %v", text, err)
		}
	}
	reset := errors.New("connection reset")
	d := &Decoder{Body: io.NopCloser(iotest.ErrReader(reset))}
	if d.OptionalJSON(); !errors.Is(d.Finish(), reset) {
		t.Errorf("error %v", d.Err)
	}
}

func TestJSONWithoutABodyIsAFault(t *testing.T) {
	t.Parallel()
	d := new(Decoder)
	x := d.JSON()
	if x.Next(x.Enter()) || x.String() != "" || x.Document() != nil {
		t.Error("nothing gave something")
	}
	if err := d.Finish(); !errors.Is(err, io.ErrUnexpectedEOF) || err.Error() != "the body is empty at byte 0: unexpected EOF" {
		t.Errorf("error %v", err)
	}
}

func TestJSONLongerThanTheWindow(t *testing.T) {
	t.Parallel()
	// Every offset of the pieces to the edge of a window is met once.
	piece := `{"key":"k\n日","\u0061":[1.5,null,true],"rest":{}},`
	for pad := range len(piece) {
		text := `{"pad":"` + strings.Repeat("p", pad) + `","list":[` + strings.Repeat(piece, 300) + `{}]}`
		d := document(text)
		x := d.JSON()
		items := 0
		for at := x.Enter(); x.Next(at); {
			if string(x.Name()) != "list" {
				continue
			}
			for at := x.Enter(); x.Next(at); {
				for at := x.Enter(); x.Next(at); {
					switch string(x.Name()) {
					case "key":
						if got := x.String(); got != "k\n日" {
							t.Fatalf("key %q", got)
						}
					case "a":
						if diff := cmp.Diff(any([]any{1.5, nil, true}), x.Document()); diff != "" {
							t.Fatal(diff)
						}
						items++
					}
				}
			}
		}
		if err := d.Finish(); err != nil || items != 300 {
			t.Fatalf("%d items, %v", items, err)
		}
	}
	long := strings.Repeat("日\\n", 300<<10)
	for range 2 { // a reader that had to grow, and whoever comes after it
		d := document(`["` + long + `"]`)
		got := read(d.JSON(), "")
		if len(got) != 1 || got[0] != "[]="+strings.ReplaceAll(long, "\\n", "\n") || d.Finish() != nil {
			t.Fatal("a text longer than the window is not what it was")
		}
	}
}
