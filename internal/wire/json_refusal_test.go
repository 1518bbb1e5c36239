// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestWhatIsNoJSON(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat(`[`, 65) + strings.Repeat(`]`, 65)
	tests := []struct {
		name, text string
		problem    string
		offset     int64
	}{
		{"HTML", "<html><h1>403 Forbidden</h1></html>", "is HTML, not JSON", 0},
		{"HTML with a declaration", "\n<!DOCTYPE HTML PUBLIC>", "is HTML, not JSON", 0},
		{"XML", "<?xml version='1.0'?><Error/>", "is XML, not JSON", 0},
		{"a byte order mark", "\ufeff{}", "begins with a byte order mark, which JSON must not have", 0},
		{"UTF-16", "\xff\xfe{\x00}\x00", "is UTF-16, of which only UTF-8 is read", 0},
		{"a word", "Forbidden", "is not JSON: ", 0},
		{"a sentence that begins with a number", "403 Forbidden", "has text after the root value", 3},
		{"more than one value", `{"a":1}{"a":2}`, "has text after the root value", 7},
		{"HTML after the value", "{}\n<html>", "has text after the root value", 2},
		{"a comma at the end", `{"a":1,}`, "is not JSON: ", 6},
		{"a comma too many", `[1,,2]`, "is not JSON: ", 3},
		{"no comma", `[1 2]`, "is not JSON: ", 3},
		{"no colon", `{"a" 1}`, "is not JSON: ", 5},
		{"no value", `{"a":}`, "is not JSON: ", 5},
		{"a name without quotes", `{a:1}`, "is not JSON: ", 1},
		{"a number as a name", `{1:1}`, "is not JSON: ", 1},
		{"null as a name", `{null:1}`, "is not JSON: ", 1},
		{"the wrong bracket", `{"a":[1}`, "is not JSON: ", 7},
		{"a bracket too early", `]`, "is not JSON: ", 0},
		{"single quotes", `{'a':1}`, "is not JSON: ", 1},
		{"a comment", `{"a":1/**/}`, "is not JSON: ", 6},
		{"a zero before a number", `{"a":01}`, "is not JSON: ", 6},
		{"a number that ends in a point", `{"a":1.}`, "is not JSON: ", 7},
		{"NaN without quotes", `{"a":NaN}`, "is not JSON: ", 5},
		{"a raw control character", "{\"a\":\"\x01\"}", "is not JSON: ", 6},
		{"an unknown escape", `{"a":"\x"}`, "is not JSON: ", 6},
		{"bytes that are no UTF-8", "{\"a\":\"\xff\"}", "is not JSON: ", 6},
		{"bytes that are no UTF-8 in a name", "{\"\xff\":1}", "is not JSON: ", 2},
		{"half a surrogate", `{"a":"\ud800"}`, "is not JSON: ", 6},
		{"lists too deep", deep, "has more than 64 objects and lists within each other", 64},
		{"a text that is too long", `{"a":"` + strings.Repeat("x", 5<<20) + `"}`, "has a value that is longer than 4 MiB", 4},
		{"white space without an end", strings.Repeat(" ", 5<<20), "has a value that is longer than 4 MiB", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for name, use := range map[string]func(*JSONReader){"read": func(x *JSONReader) { read(x, "") }, "skipped": (*JSONReader).Skip, "left alone": func(*JSONReader) {}} {
				d := document(test.text)
				use(d.JSON())
				err := d.Finish()
				var bad *BodyError
				if !errors.As(err, &bad) || !strings.HasPrefix(bad.Problem, test.problem) || bad.Err != nil {
					t.Fatalf("%s: error %v, want %q", name, err, test.problem)
				}
				if bad.Offset < test.offset || bad.Offset > test.offset+1 {
					t.Errorf("%s: offset %d, want %d", name, bad.Offset, test.offset)
				}
				if first := string(d.First()); first == "" || !strings.HasPrefix(test.text, first) || len(first) > firstSize {
					t.Errorf("%s: First() = %q", name, first)
				}
			}
		})
	}
}

func TestSixtyFourLevelsAreTaken(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		strings.Repeat(`[`, 64) + `"x"` + strings.Repeat(`]`, 64),
		strings.Repeat(`{"a":`, 64) + `"x"` + strings.Repeat(`}`, 64),
	} {
		d := document(text)
		if got := read(d.JSON(), ""); len(got) != 1 || d.Finish() != nil {
			t.Errorf("got %q, %v", got, d.Err)
		}
	}
}

func TestJSONThatIsCutShort(t *testing.T) {
	t.Parallel()
	whole := ` {"a":["b\u00e9\n",-1.5e+3,true,null,{"c":{}}],"日":"日"}`
	for i := range len(whole) - 1 {
		for name, use := range map[string]func(*JSONReader){"read": func(x *JSONReader) { read(x, "") }, "skipped": (*JSONReader).Skip} {
			d := document(whole[:i])
			use(d.JSON())
			err := d.Finish()
			var bad *BodyError
			if !errors.As(err, &bad) || !errors.Is(err, io.ErrUnexpectedEOF) || bad.Offset > int64(i) {
				t.Errorf("%s: %q gives %v, want io.ErrUnexpectedEOF", name, whole[:i], err)
			}
		}
	}
	for text, want := range map[string]string{
		`{"a":{"b":"c`:    `the body ends inside the member "a.b" at byte 12: unexpected EOF`,
		`{"a":{"b":"c"`:   `the body ends inside the member "a" at byte 13: unexpected EOF`,
		`{"a":[["b","c`:   `the body ends inside the element "a[0][1]" at byte 13: unexpected EOF`,
		`[["b",{"c":[1,2`: `the body ends inside the member "[0][1].c" at byte 15: unexpected EOF`,
		`[["b"`:           `the body ends inside the element "[0]" at byte 5: unexpected EOF`,
		`{`:               `the body ends inside the root at byte 1: unexpected EOF`,
	} {
		d := document(text)
		read(d.JSON(), "")
		if err := d.Finish(); err == nil || err.Error() != want {
			t.Errorf("%s gives %v, want %s", text, err, want)
		}
	}
}

func TestReadErrorsOfJSONAreKept(t *testing.T) {
	t.Parallel()
	reset := errors.New("connection reset")
	for _, text := range []string{"", `{"a":"1"`, `{"a":"1`, "{}", "12"} {
		d := &Decoder{Body: io.NopCloser(io.MultiReader(strings.NewReader(text), iotest.ErrReader(reset)))}
		read(d.JSON(), "")
		var bad *BodyError
		if err := d.Finish(); !errors.Is(err, reset) || !errors.As(err, &bad) || bad.Offset != int64(len(text)) {
			t.Errorf("%q gives %v, want the reset", text, err)
		}
	}
	d := &Decoder{Body: io.NopCloser(stuck{})}
	d.JSON()
	if err := d.Finish(); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("a reader without progress gives %v", err)
	}
}

func TestJSONIsBounded(t *testing.T) {
	t.Parallel()
	text := `{"a":[` + strings.Repeat(`"b",`, 5000) + `"c"]}`
	for limit, ok := range map[int64]bool{0: true, int64(len(text)): true, int64(len(text)) - 1: false, 10: false} {
		d := document(text)
		d.Limit = limit
		read(d.JSON(), "")
		err := d.Finish()
		if ok && err != nil || !ok && (err == nil || !strings.Contains(err.Error(), "longer than what is accepted")) {
			t.Errorf("limit %d gives %v", limit, err)
		}
	}
}

// places are where a value can stand, with the way there and the words for it.
var places = []struct {
	before, after, spot string
	down                func(*JSONReader)
}{
	{"", "", "a root", func(*JSONReader) {}},
	{`{"x":1,"Size":`, `}`, `a member "Size"`, func(x *JSONReader) {
		at := x.Enter()
		x.Next(at)
		x.Next(at)
		x.Name()
	}},
	{`{"Size":[`, `]}`, `an element "Size[0]"`, func(x *JSONReader) {
		x.Next(x.Enter())
		x.Name()
		x.Next(x.Enter())
	}},
	{`[{},[`, `]]`, `an element "[1][0]"`, func(x *JSONReader) {
		at := x.Enter()
		x.Next(at)
		x.Next(at)
		x.Next(x.Enter())
	}},
}

func TestTheWrongTypeIsAFaultThatSaysWhere(t *testing.T) {
	t.Parallel()
	enter := func(x *JSONReader) { x.Next(x.Enter()) }
	text := func(x *JSONReader) { x.StringPtr() }
	tests := []struct {
		name, value string
		read        func(*JSONReader)
		problem     string
	}{
		{"a string for an object", `"b"`, enter, "is neither an object nor a list"},
		{"a number for a list", `12`, enter, "is neither an object nor a list"},
		{"a number for a string", `12`, text, "is not a string"},
		{"true for a string", `true`, func(x *JSONReader) { x.Token() }, "is not a string"},
		{"an object for a string", `{"b":"c"}`, func(x *JSONReader) { _ = x.String() }, "is not a string"},
		{"a string for a number", `"12"`, func(x *JSONReader) { x.Int() }, "is not a number"},
		{"true for a number", `true`, func(x *JSONReader) { x.Long() }, "is not a number"},
		{"a list for a number", `[1]`, func(x *JSONReader) { x.LongPtr() }, "is not a number"},
		{"a fraction for an integer", `1.5`, func(x *JSONReader) { x.IntPtr() }, "is not a whole number"},
		{"a fraction of zero for an integer", `2.0`, func(x *JSONReader) { x.Long() }, "is not a whole number"},
		{"an exponent for an integer", `1e3`, func(x *JSONReader) { x.Int() }, "is not a whole number"},
		{"an integer out of range", `9223372036854775808`, func(x *JSONReader) { x.LongPtr() }, "is out of range"},
		{"a byte out of range", `128`, func(x *JSONReader) { x.Byte() }, "is out of range"},
		{"a byte below its range", `-129`, func(x *JSONReader) { x.BytePtr() }, "is out of range"},
		{"a short out of range", `32768`, func(x *JSONReader) { x.ShortPtr() }, "is out of range"},
		{"a short below its range", `-32769`, func(x *JSONReader) { x.Short() }, "is out of range"},
		{"an integer beyond 32 bits", `2147483648`, func(x *JSONReader) { x.Integer() }, "is out of range"},
		{"an integer below 32 bits", `-2147483649`, func(x *JSONReader) { x.IntegerPtr() }, "is out of range"},
		{"a string for a big integer", `"1"`, func(x *JSONReader) { x.BigInteger() }, "is not a number"},
		{"a fraction for a big integer", `1.0`, func(x *JSONReader) { x.BigIntegerPtr() }, "is not a whole number"},
		{"an exponent for a big integer", `1e3`, func(x *JSONReader) { x.BigInteger() }, "is not a whole number"},
		{"true for a big decimal", `true`, func(x *JSONReader) { x.BigDecimal() }, "is not a number"},
		{"a string for a big decimal", `"NaN"`, func(x *JSONReader) { x.BigDecimalPtr() }, "is not a number"},
		{"an empty object for a list", `{}`, func(x *JSONReader) { x.EnterList(false) }, "is not a list"},
		{"a string for a list", `"a"`, func(x *JSONReader) { x.EnterList(true) }, "is not a list"},
		{"an empty list for an object", `[]`, func(x *JSONReader) { x.EnterObject(false) }, "is not an object"},
		{"a number for an object", `1`, func(x *JSONReader) { x.EnterObject(true) }, "is not an object"},
		{"a second member of a union", `1`, func(x *JSONReader) { x.Only(new(true)) }, "is a second member of a union, which has one"},
		{"a string for a float", `"1.5"`, func(x *JSONReader) { x.Double() }, "is not a number"},
		{"another word for a float", `"infinity"`, func(x *JSONReader) { x.FloatPtr() }, "is not a number"},
		{"false for a float", `false`, func(x *JSONReader) { x.DoublePtr() }, "is not a number"},
		{"an object for a float", `{}`, func(x *JSONReader) { x.Float() }, "is not a number"},
		{"a float out of range", `1e39`, func(x *JSONReader) { x.Float() }, "is out of range"},
		{"a double out of range", `-1e309`, func(x *JSONReader) { x.Double() }, "is out of range"},
		{"a string for a boolean", `"true"`, func(x *JSONReader) { x.Bool() }, "is not true or false"},
		{"a number for a boolean", `1`, func(x *JSONReader) { x.BoolPtr() }, "is not true or false"},
		{"a list for a boolean", `[]`, func(x *JSONReader) { x.BoolPtr() }, "is not true or false"},
		{"a string for epoch seconds", `"1515531081"`, func(x *JSONReader) { x.Time(EpochSeconds) }, "is not a number of seconds"},
		{"epoch seconds out of range", `1e300`, func(x *JSONReader) { x.TimePtr(EpochSeconds) }, "is not a number of seconds"},
		{"a number for a date-time", `1515531081`, func(x *JSONReader) { x.TimePtr(DateTime) }, "is not a time in a string"},
		{"a malformed date-time", `"2018-02-30T00:00:00Z"`, func(x *JSONReader) { x.Time(DateTime) }, "is not a time in a string"},
		{"an object for an HTTP date", `{"b":1}`, func(x *JSONReader) { x.Time(HTTPDate) }, "is not a time in a string"},
		{"a number for bytes", `12`, func(x *JSONReader) { x.Bytes() }, "is not base64 in a string"},
		{"malformed base64", `"dmFs!"`, func(x *JSONReader) { x.Bytes() }, "is not base64"},
		{"base64 without padding", `"dg"`, func(x *JSONReader) { x.Bytes() }, "is not base64"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for _, place := range places {
				d := document(place.before + test.value + place.after)
				x := d.JSON()
				place.down(x)
				test.read(x)
				gone := x.Next(1) || x.String() != "" || x.Long() != 0 || x.StringPtr() != nil || x.Bytes() != nil || x.Document() != nil || x.Null()
				if gone || x.IntPtr() != nil || x.TimePtr(DateTime) != nil || x.BoolPtr() != nil || x.DoublePtr() != nil || x.Token() != "" {
					t.Error("the reader went on after a fault")
				}
				err := d.Finish()
				var bad *BodyError
				if want := "has " + place.spot + " that " + test.problem; !errors.As(err, &bad) || bad.Problem != want {
					t.Fatalf("error %v, want %s", err, want)
				}
				if at := int64(len(place.before)); bad.Offset < at-1 || bad.Offset > at+int64(len(test.value)) {
					t.Errorf("offset %d, want %d", bad.Offset, at)
				}
			}
		})
	}
}
