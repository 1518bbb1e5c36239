// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"encoding/json"
	"math"
	"math/big"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestJSONDocument(t *testing.T) {
	t.Parallel()
	at := time.Date(2014, 4, 29, 18, 30, 38, 123_456_789, time.UTC)
	e := encoder()
	x := e.JSON()
	x.Open("")
	x.String("Skipped", "")
	x.String("Written", "v")
	x.Text("Empty", "")
	x.StringPtr("Nil", nil)
	x.StringPtr("Ptr", new(""))
	x.Int("Int", 3)
	x.IntPtr("IntPtr", new(0))
	x.IntPtr("Nil", nil)
	x.Long("Long", math.MinInt64)
	x.LongPtr("LongPtr", new(int64(1)<<40))
	x.LongPtr("Nil", nil)
	x.Bool("Bool", false)
	x.BoolPtr("BoolPtr", new(true))
	x.BoolPtr("Nil", nil)
	x.Float("Float", 0.1)
	x.FloatPtr("FloatPtr", new(float32(math.Inf(-1))))
	x.FloatPtr("Nil", nil)
	x.Double("Double", 6.5e21)
	x.Double("Small", 1e-7)
	x.DoublePtr("DoublePtr", new(math.NaN()))
	x.DoublePtr("Inf", new(math.Inf(1)))
	x.DoublePtr("Nil", nil)
	x.Time("Time", at, DateTime)
	x.Time("Epoch", at, EpochSeconds)
	x.Time("HTTP", at, HTTPDate)
	x.Time("Nil", time.Time{}, DateTime)
	x.TimePtr("TimePtr", new(at.Truncate(time.Second)), EpochSeconds)
	x.TimePtr("Nil", nil, EpochSeconds)
	x.Bytes("Bytes", []byte("value"))
	x.Bytes("NoBytes", []byte{})
	x.Bytes("Nil", nil)
	x.Null("Null")
	x.Document("Nil", nil)
	x.Document("Document", map[string]any{"b": 1, "a": []any{nil, "x"}})
	x.List("List")
	x.Text("", "a")
	x.Null("")
	x.Document("ignored", nil)
	x.Open("")
	x.Int("a", 1)
	x.Close()
	x.List("")
	x.Close()
	x.Long("", 2)
	x.Close()
	x.Open("Map")
	x.Text("", "no key")
	x.Text("a\"b\n", "</script>&\u2028\u00e9\U0001f41f\\\x7f\x01")
	x.Close()
	x.Open("Left")
	x.List("Open")
	x.End()
	want := `{"Written":"v","Empty":"","Ptr":"","Int":3,"IntPtr":0,"Long":-9223372036854775808,"LongPtr":1099511627776,"Bool":false,"BoolPtr":true,` +
		`"Float":0.1,"FloatPtr":"-Infinity","Double":6.5e+21,"Small":1e-07,"DoublePtr":"NaN","Inf":"Infinity",` +
		`"Time":"2014-04-29T18:30:38.123Z","Epoch":1398796238.123,"HTTP":"Tue, 29 Apr 2014 18:30:38 GMT","TimePtr":1398796238,` +
		`"Bytes":"dmFsdWU=","NoBytes":"","Null":null,"Nil":null,"Document":{"a":[null,"x"],"b":1},"List":["a",null,null,{"a":1},[],2],` +
		`"Map":{"":"no key","a\"b\n":"</script>&` + "\u2028\u00e9\U0001f41f" + `\\` + "\x7f" + `\u0001"},"Left":{"Open":[]}}`
	if diff := cmp.Diff(want, string(e.Data)); diff != "" {
		t.Error(diff)
	}
	if !json.Valid(e.Data) || !e.HasData || len(e.Issues) > 0 {
		t.Errorf("HasData %v, issues %v", e.HasData, e.Issues)
	}
	if diff := cmp.Diff(http.Header{"Content-Type": {"application/json"}}, e.Head); diff != "" {
		t.Error(diff)
	}
}

func TestJSONRootsOfEveryKind(t *testing.T) {
	t.Parallel()
	for want, write := range map[string]func(*JSONWriter){
		`{}`: func(*JSONWriter) {},
		`[]`: func(x *JSONWriter) { x.List("ignored") },
		`[{},{}]`: func(x *JSONWriter) {
			x.List("")
			x.Open("")
			x.Close()
			x.Open("")
			x.Close()
			x.Close()
			x.Close()
		},
		`"a"`:   func(x *JSONWriter) { x.Text("ignored", "a") },
		`null`:  func(x *JSONWriter) { x.Document("", nil) },
		`1.5`:   func(x *JSONWriter) { x.Document("", 1.5) },
		`"NaN"`: func(x *JSONWriter) { x.Double("", math.NaN()) },
	} {
		e := encoder()
		x := e.JSON()
		write(x)
		x.End()
		if string(e.Data) != want || len(e.Issues) > 0 {
			t.Errorf("got %s, %v, want %s", e.Data, e.Issues, want)
		}
	}
}

func TestJSONKeepsTheContentTypeThatIsSet(t *testing.T) {
	t.Parallel()
	e := encoder()
	e.Header("ContentType", "Content-Type", "application/vnd.example+json")
	x := e.JSON()
	x.Open("")
	x.End()
	if got := e.Head.Get("Content-Type"); got != "application/vnd.example+json" || string(e.Data) != "{}" {
		t.Errorf("Content-Type %q, body %s", got, e.Data)
	}
}

func TestJSONIssuesNameTheMember(t *testing.T) {
	t.Parallel()
	e := encoder()
	x := e.JSON()
	x.Field("Configuration")
	x.Open("")
	x.List("rules")
	for i, bad := range []string{"fine", "\xff"} {
		x.Item("Rules", i)
		x.Open("")
		x.String("ID", bad)
		x.List("allowed_headers")
		for j, header := range []string{"*", "a\xffb" + bad} {
			x.Item("AllowedHeaders", j)
			x.Text("", header)
			x.Done()
		}
		x.Close()
		x.Field("Tags")
		x.Open("tags")
		x.Text("k"+bad, "v")
		x.Document("doc", []any{bad})
		x.Done()
		x.Close()
		x.Required("AllowedMethods", i == 0)
		x.Refuse("MaxAgeSeconds", i == 1, "no such thing")
		x.Fail("", "is odd")
		x.Length("ID", 256*i, 0, 255)
		x.Range("MaxAge", new(-i), 0, math.MaxInt)
		x.RangeLong("Size", new(int64(8+i)), math.MinInt64, 8)
		x.Close()
		x.Done()
	}
	x.Done()
	x.Done()
	x.Fail("Top", "is odd")
	x.End()
	want := []Issue{
		{Field: "Configuration.Rules[0].AllowedHeaders[1]", Problem: notUTF8},
		{Field: "Configuration.Rules[0]", Problem: "is odd"},
		{Field: "Configuration.Rules[1].ID", Problem: notUTF8},
		{Field: "Configuration.Rules[1].AllowedHeaders[1]", Problem: notUTF8},
		{Field: "Configuration.Rules[1].Tags", Problem: "has a key that is not UTF-8, which JSON cannot carry"},
		{Field: "Configuration.Rules[1].Tags.doc", Problem: notUTF8},
		{Field: "Configuration.Rules[1].AllowedMethods", Problem: "is required"},
		{Field: "Configuration.Rules[1].MaxAgeSeconds", Problem: "no such thing", Unsupported: true},
		{Field: "Configuration.Rules[1]", Problem: "is odd"},
		{Field: "Configuration.Rules[1].ID", Problem: "has length 256, which must be at most 255"},
		{Field: "Configuration.Rules[1].MaxAge", Problem: "must be at least 0"},
		{Field: "Configuration.Rules[1].Size", Problem: "must be at most 8"},
		{Field: "Top", Problem: "is odd"},
	}
	if diff := cmp.Diff(want, e.Issues); diff != "" {
		t.Error(diff)
	}
}

// label and level are named types, as users have them.
type (
	label string
	level uint8
)

// broken writes no JSON.
type broken struct{ text string }

func (b broken) MarshalJSON() ([]byte, error) {
	if b.text == "" {
		return nil, http.ErrBodyNotAllowed
	}
	return []byte(b.text), nil
}

func TestDocumentsOfEveryKind(t *testing.T) {
	t.Parallel()
	var none *int
	tests := []struct {
		name string
		v    any
		want string
	}{
		{"numbers", []any{1, int8(-2), int64(3), uint(4), uint64(math.MaxUint64), 1.5, float32(0.1), level(7)}, `[1,-2,3,4,18446744073709551615,1.5,0.1,7]`},
		{"numbers kept as text", []any{Number("1.50"), json.Number("12345678901234567890"), big.NewInt(6)}, `[1.50,12345678901234567890,6]`},
		{"strings", []any{"a", label("b"), []byte("value")}, `["a","b","dmFsdWU="]`},
		{"typed lists and maps", map[label][]string{"b": {"x", "y"}, "a": nil}, `{"a":null,"b":["x","y"]}`},
		{"an array", [2]bool{true, false}, `[true,false]`},
		{"nils", []any{nil, none, map[string]any(nil), []any(nil), (*broken)(nil)}, `[null,null,null,null,null]`},
		{"pointers", []any{new(1), new(new("a")), &map[string]any{}}, `[1,"a",{}]`},
		{"values that write themselves", []any{json.RawMessage(`{"a":[1]}`), time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)}, `[{"a":[1]},"2026-08-01T00:00:00Z"]`},
		{"empty ones", map[string]any{"a": map[string]any{}, "b": []any{}, "": ""}, `{"":"","a":{},"b":[]}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			e := encoder()
			x := e.JSON()
			x.Document("", test.v)
			x.End()
			if string(e.Data) != test.want || len(e.Issues) > 0 {
				t.Errorf("got %s, %v, want %s", e.Data, e.Issues, test.want)
			}
		})
	}
}

func TestWhatNoDocumentCanHold(t *testing.T) {
	t.Parallel()
	cycle := map[string]any{}
	cycle["again"] = []any{&cycle}
	for name, test := range map[string]struct {
		v    any
		want string
	}{
		"a structure":              {struct{ A int }{1}, "holds a struct { A int }, which is no value of JSON"},
		"a function":               {[]any{1, func() {}}, "holds a func(), which is no value of JSON"},
		"a channel":                {map[string]any{"a": make(chan int)}, "holds a chan int, which is no value of JSON"},
		"a complex number":         {1i, "holds a complex128, which is no value of JSON"},
		"NaN":                      {math.NaN(), "holds a number that JSON has none for"},
		"infinity":                 {float32(math.Inf(1)), "holds a number that JSON has none for"},
		"a map by numbers":         {map[int]string{1: "a"}, "holds a map whose keys are no strings"},
		"itself":                   {cycle, "has more than 64 values within each other"},
		"a string of odd bytes":    {"\xff", notUTF8},
		"a key of odd bytes":       {map[string]any{"\xff": 1}, notUTF8},
		"a Number that is none":    {json.Number("1.x"), badNumber},
		"a Number that is true":    {Number("true"), badNumber},
		"a Number without digits":  {json.Number(""), badNumber},
		"two Numbers in one":       {Number("1 2"), badNumber},
		"what writes no JSON":      {broken{"{"}, "holds a wire.broken that does not write JSON"},
		"what fails to be written": {broken{}, "holds a wire.broken that could not be written"},
	} {
		e := encoder()
		x := e.JSON()
		x.Field("Settings")
		x.Open("")
		x.Document("Document", test.v)
		x.End()
		if diff := cmp.Diff([]Issue{{Field: "Settings.Document", Problem: test.want}}, e.Issues); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestJSONIssuesNameTheKeysOfMaps(t *testing.T) {
	t.Parallel()
	e := encoder()
	x := e.JSON()
	x.Open("")
	x.Open("names")
	x.Entry("Names", `a"b`)
	x.Text(`a"b`, "\xff")
	x.Done()
	x.Entry("Names", "")
	x.Text("secret", "\xff")
	x.Done()
	x.Entry("Names", "o")
	x.Open("o")
	x.Text("ID", "\xff")
	x.Entry("", "inner")
	x.Text("inner", "\xff")
	x.Done()
	x.List("tags")
	x.Item("Tags", 1)
	x.Text("", "\xff")
	x.Done()
	x.Close()
	x.Close()
	x.Done()
	x.Close()
	x.Field("Title")
	x.Text("t", "\xff")
	x.Done()
	x.End()
	var got []string
	for _, i := range e.Issues {
		got = append(got, i.Field)
	}
	want := []string{`Names["a\"b"]`, "Names[...]", `Names["o"].ID`, `Names["o"]["inner"]`, `Names["o"].Tags[1]`, "Title"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAWriterIsUsedAgain(t *testing.T) {
	t.Parallel()
	for i := range 3 {
		e := encoder()
		x := e.JSON()
		x.Open("")
		x.Text("a", strings.Repeat("x", 50<<10*i))
		x.List("b")
		x.Item("B", 1)
		x.End()
		e.JSON().Fail("", "is odd")
		if !json.Valid(e.Data) || len(e.Issues) != 1 || e.Issues[0].Field != "" {
			t.Errorf("%d bytes, %v", len(e.Data), e.Issues)
		}
	}
}
