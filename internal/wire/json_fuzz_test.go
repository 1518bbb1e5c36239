// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

var jsonSeeds = []string{
	jsonFaultDocument, string(keysDocument(3)), `{"a":[1,-2.5e3,true,null,"\u0061\ud83d\udc1f",{"b":{}}],"a":"2","":[]}`,
	`"a"`, `null`, ` 12 `, `[1,]`, `{"a":1}x`, `{"a":"\ud800"}`, "{\"\xff\":1}", "\ufeff{}", "<html>", "[" + strings.Repeat(" ", 5000) + "1]",
	strings.Repeat("[", 70) + strings.Repeat("]", 70), strings.Repeat(`{"a":`, 64) + "1" + strings.Repeat("}", 64),
	`{"a":"` + strings.Repeat("\u65e5\\n", 3000) + `"}`, `[12345678901234567890,0.1000,1e400,-0,1E-7]`, `{"a":null,"b":[null]}`,
}

// standardJSON reads a document with encoding/json.
func standardJSON(doc []byte) (tree any, err error) {
	d := json.NewDecoder(bytes.NewReader(doc))
	d.UseNumber()
	if err = d.Decode(&tree); err == nil && !json.Valid(doc) {
		err = io.ErrUnexpectedEOF // something follows
	}
	return tree, err
}

// refusedAsDocumented says whether doc is a document that encoding/json takes and we
// do not: bytes that are no UTF-8, halves of surrogates (it puts U+FFFD in their
// place), more than 64 levels, a value of more than 4 MiB.
func refusedAsDocumented(doc []byte, err error) bool {
	switch {
	case strings.Contains(err.Error(), "within each other"):
		return nesting(doc) > maxDepth
	case strings.Contains(err.Error(), "longer than 4 MiB"):
		return len(doc) > maxText
	case strings.Contains(err.Error(), "is not JSON: "):
		return !utf8.Valid(doc) || bytes.Contains(bytes.ToLower(doc), []byte(`\ud`))
	}
	return false
}

// nesting is how deep the brackets of a valid document go.
func nesting(doc []byte) (deepest int) {
	depth := 0
	for d := json.NewDecoder(bytes.NewReader(doc)); ; {
		switch token, err := d.Token(); {
		case err != nil:
			return deepest
		case token == json.Delim('{') || token == json.Delim('['):
			depth++
			deepest = max(deepest, depth)
		case token == json.Delim('}') || token == json.Delim(']'):
			depth--
		}
	}
}

func FuzzJSONReader(f *testing.F) {
	for _, text := range jsonSeeds {
		f.Add([]byte(text), uint8(1), false)
		f.Add([]byte(text), uint8(9), true)
	}
	f.Fuzz(func(t *testing.T, doc []byte, level uint8, slow bool) {
		tree, standardErr := standardJSON(doc)
		var src io.Reader = bytes.NewReader(doc)
		if slow {
			src = iotest.OneByteReader(src)
		}
		d := Decoder{Body: io.NopCloser(src)}
		got := pull(d.JSON(), int(level%70))
		switch err := d.Finish(); {
		case standardErr != nil && err == nil:
			t.Fatalf("took %q, of which encoding/json says %v", doc, standardErr)
		case standardErr == nil && err != nil && !refusedAsDocumented(doc, err):
			t.Fatalf("refused %q: %v", doc, err)
		case err == nil:
			if !same(tree, got) {
				t.Fatalf("%q gives %#v, encoding/json has %#v", doc, got, tree)
			}
		}
	})
}

// pull reads the current value by loops, and below the level as a document.
func pull(x *JSONReader, level int) any {
	switch {
	case level == 0:
		return x.Document()
	case x.IsObject():
		m := map[string]any{}
		for d := x.EnterSparse(); x.Next(d); {
			name := string(x.Name())
			m[name] = pull(x, level-1)
		}
		return m
	case x.IsList():
		list := []any{}
		for d := x.EnterSparse(); x.Next(d); {
			list = append(list, pull(x, level-1))
		}
		return list
	}
	return x.Document()
}

// same compares a tree of encoding/json's with one of ours.
func same(std, ours any) bool {
	switch std := std.(type) {
	case map[string]any:
		m, ok := ours.(map[string]any)
		for name := range std {
			ok = ok && same(std[name], m[name])
		}
		return ok && len(m) == len(std)
	case []any:
		list, ok := ours.([]any)
		return ok && slices.EqualFunc(std, list, same)
	case json.Number:
		switch v := ours.(type) {
		case int64:
			return strconv.FormatInt(v, 10) == std.String()
		case float64:
			f, err := std.Float64()
			return err == nil && f == v
		}
		return ours == Number(std)
	}
	return std == ours
}

// calls are what generated code can do with a reader, by number.
var calls = []func(*JSONReader){
	func(x *JSONReader) { _ = x.String() },
	func(x *JSONReader) { x.StringPtr() },
	func(x *JSONReader) { x.Token() },
	func(x *JSONReader) { x.Int() },
	func(x *JSONReader) { x.LongPtr() },
	func(x *JSONReader) { x.BoolPtr() },
	func(x *JSONReader) { x.Float() },
	func(x *JSONReader) { x.DoublePtr() },
	func(x *JSONReader) { x.Time(EpochSeconds) },
	func(x *JSONReader) { x.TimePtr(DateTime) },
	func(x *JSONReader) { x.Bytes() },
	func(x *JSONReader) { x.Document() },
	func(x *JSONReader) { x.Skip() },
	func(x *JSONReader) { x.Null() },
	func(x *JSONReader) { x.Name() },
	func(x *JSONReader) { x.loose() },
	func(x *JSONReader) { x.Byte() },
	func(x *JSONReader) { x.ShortPtr() },
	func(x *JSONReader) { x.Integer() },
	func(x *JSONReader) { x.BigIntegerPtr() },
	func(x *JSONReader) { x.BigDecimal() },
	func(x *JSONReader) { x.Only(new(false)) },
	func(x *JSONReader) { x.Only(new(true)) },
}

// FuzzJSONCalls makes calls in any order, sensible or not.
func FuzzJSONCalls(f *testing.F) {
	for _, text := range jsonSeeds {
		f.Add([]byte(text), []byte("\x80\xc0\x01\xc0\x0b\x90\xc1\xc1\x0d\x0c\xc0\x0e\xd0"))
	}
	f.Fuzz(func(t *testing.T, doc, script []byte) {
		d := Decoder{Body: io.NopCloser(bytes.NewReader(doc))}
		x := d.JSON()
		places := []Depth{1}
		for _, c := range script {
			place := places[int(c&0xf)%len(places)]
			switch c >> 4 {
			case 8:
				places = append(places, x.Enter())
			case 9:
				places = append(places, x.EnterSparse())
			case 7:
				enter := []func(bool) Depth{x.EnterObject, x.EnterList, x.EnterSecret}[int(c&0xf)%3]
				places = append(places, enter(c&0x8 != 0))
			case 10, 11, 12:
				x.Next(place)
			case 13:
				x.Next(place)
				x.Name()
			default:
				calls[int(c)%len(calls)](x)
			}
			if x.Err() != nil && (x.Next(place) || x.String() != "" || x.Document() != nil || x.IntPtr() != nil) {
				t.Fatal("the reader went on after a fault")
			}
		}
		if err := d.Finish(); err == nil && !json.Valid(doc) {
			t.Fatalf("took %q", doc)
		}
	})
}
