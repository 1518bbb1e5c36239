// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"encoding/base64"
	"encoding/json"
	"math"
	"strconv"
	"testing"
	"time"
	"unicode/utf8"
)

// author writes a document out of a script, and keeps what encoding/json should read.
type author struct {
	x      *JSONWriter
	script []byte
	text   string
	long   int64
	double float64
}

// next is the next byte of the script, 0 after the last one.
func (a *author) next() byte {
	if len(a.script) == 0 {
		return 0
	}
	c := a.script[0]
	a.script = a.script[1:]
	return c
}

// value writes one value and gives it as encoding/json should.
func (a *author) value(name string, depth int) any {
	number := func(v float64, bits int) any {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return string(appendFloat(nil, v, bits))
		}
		return json.Number(appendFloat(nil, v, bits))
	}
	at := time.Unix(a.long%1e9, 0)
	switch a.next() % 12 {
	case 1:
		a.x.Long(name, a.long)
		return json.Number(strconv.FormatInt(a.long, 10))
	case 2:
		a.x.Double(name, a.double)
		return number(a.double, 64)
	case 3:
		a.x.Float(name, float32(a.double))
		return number(float64(float32(a.double)), 32)
	case 4:
		a.x.Bool(name, a.long > 0)
		return a.long > 0
	case 5:
		a.x.Null(name)
		return nil
	case 6:
		a.x.Bytes(name, []byte(a.text))
		return base64.StdEncoding.EncodeToString([]byte(a.text))
	case 7:
		a.x.TimePtr(name, &at, EpochSeconds)
		return json.Number(strconv.FormatInt(at.Unix(), 10))
	case 8, 9:
		if depth < maxDepth {
			return a.members(name, depth)
		}
	case 10, 11:
		if depth < maxDepth {
			return a.elements(name, depth)
		}
	}
	a.x.Text(name, a.text)
	return a.text
}

func (a *author) members(name string, depth int) any {
	a.x.Open(name)
	m := map[string]any{}
	for range a.next() % 5 {
		key := a.text + strconv.Itoa(len(m))
		m[key] = a.value(key, depth+1)
	}
	a.x.Close()
	return m
}

func (a *author) elements(name string, depth int) any {
	a.x.List(name)
	list := []any{}
	for range a.next() % 5 {
		list = append(list, a.value("", depth+1))
	}
	a.x.Close()
	return list
}

func FuzzJSONWriter(f *testing.F) {
	f.Add("a<b>&\"\\\r\n\t\u2028\U0001f41f", int64(-42), 1e-7, []byte("\x08\x04\x01\x02\x0b\x03\x06\x07\x05\x03"))
	f.Add("\x00\x7f\ufffd", int64(math.MaxInt64), math.Inf(-1), []byte("\x0a\x04\x02\x03\x00\x09\x01\x04"))
	f.Add("\xff", int64(0), 1e300, []byte("\x09\x01\x08\x01\x0a\x01\x00"))
	f.Fuzz(func(t *testing.T, text string, long int64, double float64, script []byte) {
		e := encoder()
		a := author{e.JSON(), script, text, long, double}
		want := a.value("", 0)
		a.x.End()
		if len(e.Issues) > 0 {
			if utf8.ValidString(text) {
				t.Fatalf("issues %v of %q", e.Issues, text)
			}
			return
		}
		back, err := standardJSON(e.Data)
		if err != nil || !same(want, ours(back)) {
			t.Fatalf("encoding/json reads %s as %#v, %v; written was %#v", e.Data, back, err, want)
		}
		d := document(string(e.Data))
		if got := d.JSON().Document(); d.Finish() != nil || !same(want, got) {
			t.Fatalf("%s came back as %#v, %v; written was %#v", e.Data, got, d.Err, want)
		}
		again := encoder()
		x := again.JSON()
		x.Document("", back)
		x.End()
		if second, err := standardJSON(again.Data); err != nil || !same(second, ours(back)) || len(again.Issues) > 0 {
			t.Fatalf("the tree %#v became %s, %v", back, again.Data, again.Issues)
		}
	})
}

// ours is a tree of encoding/json's with the types that Document gives.
func ours(tree any) any {
	switch tree := tree.(type) {
	case map[string]any:
		m := map[string]any{}
		for name, v := range tree {
			m[name] = ours(v)
		}
		return m
	case []any:
		list := []any{}
		for _, v := range tree {
			list = append(list, ours(v))
		}
		return list
	case json.Number:
		return lossless(tree.String())
	}
	return tree
}
