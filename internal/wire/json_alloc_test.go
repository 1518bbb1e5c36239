// SPDX-License-Identifier: Apache-2.0

//go:build !race

package wire

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestAJSONListingAllocates(t *testing.T) {
	doc := keysDocument(1000)
	decodeKeys(t, bytes.NewReader(doc))
	got := testing.AllocsPerRun(20, func() { decodeKeys(t, bytes.NewReader(doc)) })
	// A key and an entity tag each, and the listing, its slices and the readers.
	if got > 2012 {
		t.Errorf("a listing of 1,000 keys costs %.0f allocations, want at most 2,012", got)
	}
}

func TestJSONScalarsAllocateTheirResultAlone(t *testing.T) {
	for _, test := range []struct {
		name, value string
		read        func(*JSONReader)
		want        float64
	}{
		{"a string", `"some text that is long enough"`, func(x *JSONReader) { _ = x.String() }, 1},
		{"a string with escapes", `"some text \u0061nd \"more\" of it"`, func(x *JSONReader) { _ = x.String() }, 1},
		{"a token", `"STANDARD_IA"`, func(x *JSONReader) { _ = x.Token() }, 0},
		{"an int", `123456`, func(x *JSONReader) { x.Int() }, 0},
		{"a pointer to a long", `123456`, func(x *JSONReader) { x.LongPtr() }, 1},
		{"a bool", `true`, func(x *JSONReader) { x.Bool() }, 0},
		{"a double", `-123.456e-7`, func(x *JSONReader) { x.Double() }, 0},
		{"epoch seconds", `1785582000`, func(x *JSONReader) { x.Time(EpochSeconds) }, 0},
		{"epoch seconds with a fraction", `1785582000.25`, func(x *JSONReader) { x.Time(EpochSeconds) }, 0},
		{"a date-time", `"2026-08-01T12:00:00.5Z"`, func(x *JSONReader) { x.Time(DateTime) }, 0},
		{"bytes", `"dmFsdWU="`, func(x *JSONReader) { x.Bytes() }, 1},
		{"nothing", `null`, func(x *JSONReader) { x.StringPtr() }, 0},
		{"what is skipped", `{"a":[1,"\u0061",{"b":null}]}`, func(x *JSONReader) { x.Skip() }, 0},
		{"an object", `{"\u0061":1,"b":2}`, func(x *JSONReader) {
			for d := x.Enter(); x.Next(d); {
				x.Name()
				x.Int()
			}
		}, 0},
	} {
		doc := "[" + strings.Repeat(test.value+",", 99) + test.value + "]"
		src := strings.NewReader(doc)
		body := io.NopCloser(src)
		d := new(Decoder)
		got := testing.AllocsPerRun(20, func() {
			src.Reset(doc)
			*d = Decoder{Body: body}
			x := d.JSON()
			for at := x.EnterSparse(); x.Next(at); {
				test.read(x)
			}
			if err := d.Finish(); err != nil {
				t.Fatal(err)
			}
		})
		if got > 100*test.want+1 { // one a document is the tokenizer's
			t.Errorf("%s costs %.2f allocations, want %.0f", test.name, got/100, test.want)
		}
	}
}

func TestWritingJSONAllocates(t *testing.T) {
	e := new(Encoder)
	h := make(http.Header)
	at := time.Unix(1785582000, 0)
	got := testing.AllocsPerRun(100, func() {
		e.Reset(h)
		x := e.JSON()
		x.Open("")
		x.List("objects")
		for i := range 20 {
			x.Item("Objects", i)
			x.Open("")
			x.String("key", "a/b/<c>\n日.png")
			x.Long("size", 1<<40)
			x.Double("ratio", 0.1)
			x.Time("modified", at, EpochSeconds)
			x.Time("created", at, DateTime)
			x.Bytes("digest", []byte("0123456789abcdef"))
			x.Close()
			x.Done()
		}
		x.End()
	})
	if got > 1 { // the body
		t.Errorf("a document costs %.0f allocations, want 1", got)
	}
}

func TestAJSONFaultAllocates(t *testing.T) {
	doc := []byte(jsonFaultDocument)
	got := testing.AllocsPerRun(100, func() {
		if _, err := ReadJSONFault(doc); err != nil {
			t.Fatal(err)
		}
	})
	// The fault, its four texts, the reader over the bytes and a wrapper.
	if got > 7 {
		t.Errorf("an error document costs %.0f allocations, want at most 7", got)
	}
}
