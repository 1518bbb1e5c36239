// SPDX-License-Identifier: Apache-2.0

//go:build !race

package wire

import (
	"bytes"
	"net/http"
	"testing"
	"time"
)

// The race detector makes pools forget at random, so that counts mean nothing there.

func TestListingAllocates(t *testing.T) {
	doc := listDocument(1000)
	decode(t, bytes.NewReader(doc))
	got := testing.AllocsPerRun(20, func() { decode(t, bytes.NewReader(doc)) })
	// A key and an entity tag each, and the listing, its slices and the readers.
	if got > 2015 {
		t.Errorf("a listing of 1,000 keys costs %.0f allocations, want at most 2,015", got)
	}
}

func TestHeadersAllocate(t *testing.T) {
	at := time.Unix(1785582000, 0)
	h := make(http.Header, 16)
	n, e := 42, new(Encoder)
	got := testing.AllocsPerRun(100, func() {
		clear(h)
		e.Reset(h)
		e.Start("PUT", "/")
		e.GreedyLabel("Key", "a/b/c.png")
		e.Length("Key", 9, 1, 1024)
		e.Required("Key", true)
		e.QueryFlag("cors")
		e.Header("Origin", "Origin", "https://app.example")
		e.Header("Method", "Access-Control-Request-Method", "PUT")
		e.HeaderInt("Int", "X-Int", &n)
		e.HeaderTime("If", "If-Modified-Since", at, HTTPDate)
		e.Header("ContentType", "Content-Type", "text/plain")
		e.HeaderValue("X-Amz-Fixed", "1")
		e.Path()
		e.RawQuery()
	})
	// The path, the query and the date; small numbers are free.
	if got > 3 {
		t.Errorf("writing a request costs %.0f allocations, want at most 3", got)
	}
}

func TestXMLAllocates(t *testing.T) {
	e := new(Encoder)
	h := make(http.Header)
	got := testing.AllocsPerRun(100, func() {
		e.Reset(h)
		x := e.XML()
		x.Root("Delete", "http://s3.amazonaws.com/doc/2006-03-01/")
		for i := range 20 {
			x.Item("Objects", i)
			x.Open("Object")
			x.String("Key", "a/b/<c>.png")
			x.Close()
			x.Done()
		}
		x.End()
	})
	if got > 1 { // the body
		t.Errorf("a document costs %.0f allocations, want 1", got)
	}
}

func TestReadingTimesAllocatesNothing(t *testing.T) {
	texts := map[Format]string{HTTPDate: "Sun, 02 Jan 2000 20:34:56 GMT", DateTime: "2000-01-02T20:34:56.000Z", EpochSeconds: "946845296"}
	for format, text := range texts {
		b := []byte(text)
		if got := testing.AllocsPerRun(100, func() { format.Parse(b) }); got > 0 {
			t.Errorf("Parse(%q) costs %.0f allocations", text, got)
		}
	}
}
