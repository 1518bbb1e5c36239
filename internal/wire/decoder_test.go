// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// closer counts how often it is closed.
type closer struct {
	io.Reader

	err    error
	closed int
}

func (c *closer) Close() error { c.closed++; return c.err }

func TestAnErrorInPlaceOfTheAnswer(t *testing.T) {
	t.Parallel()
	d := document(faultDocument)
	x := d.XML("CopyObjectResult")
	for at := x.Enter(); x.Next(at); {
		t.Error("the reader gave a child")
	}
	if err := d.Finish(); err != nil || d.Fault == nil || d.Fault.Code != "AccessForbidden" {
		t.Fatalf("error %v, fault %+v", err, d.Fault)
	}
	if !strings.HasPrefix(faultDocument, string(d.First())) || len(d.First()) == 0 {
		t.Errorf("First() = %q", d.First())
	}
	d = document("<Error><Code>Slow")
	d.XML("R")
	if err := d.Finish(); !errors.Is(err, io.ErrUnexpectedEOF) || d.Fault != nil {
		t.Errorf("an error cut short gives %v, %+v", err, d.Fault)
	}
}

func TestFirstIsFourKibibytes(t *testing.T) {
	t.Parallel()
	text := "<R>" + strings.Repeat("<A>0123456789</A>", 10000) + "</X>"
	d := document(text)
	d.Body = io.NopCloser(iotest.HalfReader(strings.NewReader(text)))
	texts(d.XML("R"))
	if got := string(d.First()); got != text[:4096] {
		t.Errorf("First() before Finish has %d bytes", len(got))
	}
	if d.Finish() == nil || string(d.First()) != text[:4096] {
		t.Errorf("First() after Finish has %d bytes", len(d.First()))
	}
}

func TestFinishClosesAndDrains(t *testing.T) {
	t.Parallel()
	body := &closer{Reader: strings.NewReader("unread")}
	d := Decoder{Body: body}
	if err := d.Finish(); err != nil || body.closed != 1 {
		t.Errorf("error %v, closed %d times", err, body.closed)
	}
	if n, _ := body.Read(make([]byte, 1)); n != 0 {
		t.Error("the body was not drained")
	}
	if d.Finish(); body.closed != 1 {
		t.Error("a second Finish closed again")
	}
	broken := errors.New("broken")
	d = Decoder{Body: &closer{Reader: iotest.ErrReader(broken)}}
	if err := d.Finish(); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	d = Decoder{Body: &closer{Reader: strings.NewReader("<R/>"), err: broken}}
	d.XML("R")
	if err := d.Finish(); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if err := new(Decoder).Finish(); err != nil {
		t.Error(err)
	}
}

func TestAStreamIsGivenAway(t *testing.T) {
	t.Parallel()
	body := &closer{Reader: strings.NewReader("bytes")}
	d := Decoder{Body: body}
	if got := d.Stream(); got != body {
		t.Errorf("Stream() = %v", got)
	}
	if err := d.Finish(); err != nil || body.closed != 0 {
		t.Errorf("error %v, closed %d times", err, body.closed)
	}
	if b, err := io.ReadAll(new(Decoder).Stream()); len(b) > 0 || err != nil {
		t.Errorf("no body gives %q, %v", b, err)
	}
}

func TestBytes(t *testing.T) {
	t.Parallel()
	d := document("hello")
	if got := d.Text(5); got != "hello" || string(d.First()) != "hello" || d.Finish() != nil {
		t.Errorf("Text() = %q, %v", got, d.Err)
	}
	d = document("hello")
	if got := d.Bytes(4); got != nil || d.Finish() == nil {
		t.Errorf("too long a body gives %q", got)
	}
	broken := errors.New("broken")
	d = &Decoder{Body: io.NopCloser(iotest.ErrReader(broken))}
	if got := d.Bytes(4); got != nil || !errors.Is(d.Finish(), broken) {
		t.Errorf("a broken body gives %q, %v", got, d.Err)
	}
}

func TestADocumentMayBeMissing(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"": false, " \n": false, " <R><A>1</A></R>": true} {
		d := document(text)
		x := d.OptionalXML("R")
		if (x != nil) != want {
			t.Errorf("%q gives %v", text, x)
		}
		if x != nil && len(texts(x)) != 1 {
			t.Errorf("%q lost its child", text)
		}
		if err := d.Finish(); err != nil {
			t.Error(err)
		}
	}
	if err := new(Decoder).XML("R").Err(); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("no body at all gives %v", err)
	}
}

func TestADocumentHasALimit(t *testing.T) {
	t.Parallel()
	text := "<R><A>1</A></R>"
	for limit, fits := range map[int64]bool{int64(len(text)): true, int64(len(text)) - 1: false, 0: true} {
		d := document(text)
		d.Limit = limit
		texts(d.XML("R"))
		if err := d.Finish(); (err == nil) != fits {
			t.Errorf("limit %d gives %v", limit, err)
		}
	}
}

func TestHeadersAreRead(t *testing.T) {
	t.Parallel()
	d := Decoder{Head: http.Header{
		"Etag": {`"e"`}, "Two": {"a", "b"}, "Int": {" 600 "}, "Bad": {"600s"}, "Bool": {"True"}, "Zero": {"0"}, "Float": {"1.5"},
		"Date": {"Sun, 02 Jan 2000 20:34:56 GMT"}, "List": {`a, "b,\"c" ,`, "d"}, "Base64": {"a2V5"}, "Empty": {""},
		"Dates": {"Sun, 02 Jan 2000 20:34:56 GMT, Mon, 03 Jan 2000 20:34:56 GMT"}, "Epochs": {"1, 2,x"}, "Open": {`"a`}, "Ints": {"1,x, -2"}, "Bools": {"true, no"}, "Floats": {"0.5, x"},
		"X-Amz-Meta-Owner": {"J"}, "X-Amz-Meta-Two": {"a", "b"}, "X-Amz-Meta-": {"lost"}, "Huge": {"9223372036854775808"}, "Huger": {"99999999999999999999"}, "Least": {"-9223372036854775808"},
	}}
	at := time.Date(2000, 1, 2, 20, 34, 56, 0, time.UTC)
	got := []any{
		d.Header("Etag"), d.Header("Two"), d.Header("None"), *d.HeaderPtr("Empty"), d.HeaderPtr("None") == nil,
		d.HeaderInt("Int"), *d.HeaderIntPtr("Int"), d.HeaderInt("Bad"), d.HeaderIntPtr("Bad") == nil, d.HeaderIntPtr("None") == nil,
		d.HeaderLong("Least"), *d.HeaderLongPtr("Int"), d.HeaderLongPtr("Huge") == nil, d.HeaderLongPtr("Huger") == nil,
		d.HeaderBool("Bool"), *d.HeaderBoolPtr("Zero"), d.HeaderBool("Bad"), d.HeaderBoolPtr("Bad") == nil,
		d.HeaderFloat("Float"), d.HeaderDouble("Float"), d.HeaderFloat("Bad"), d.HeaderDouble("None"),
		d.HeaderTime("Date", HTTPDate), *d.HeaderTimePtr("Date", HTTPDate), d.HeaderTime("Bad", HTTPDate).IsZero(), d.HeaderTimePtr("Bad", DateTime) == nil,
		d.HeaderIntList("Ints"), d.HeaderLongList("Ints"), d.HeaderBoolList("Bools"), d.HeaderFloatList("Floats"), d.HeaderDoubleList("Floats"),
		*d.HeaderBase64Ptr("Base64"), d.HeaderBase64Ptr("Etag") == nil, d.HeaderBase64Ptr("None") == nil, *d.HeaderBase64Ptr("Empty"),
		d.HeaderBase64("Base64"), d.HeaderBase64("Etag"), d.HeaderList("List"), d.HeaderList("None"), d.HeaderList("Open"),
		d.HeaderTimeList("Dates", HTTPDate), d.HeaderTimeList("Epochs", EpochSeconds),
		d.PrefixHeaders("X-Amz-Meta-"), d.PrefixHeaders("Y-") != nil,
	}
	want := []any{
		`"e"`, "a, b", "", "", true,
		600, 600, 0, true, true,
		int64(-1 << 63), int64(600), true, true,
		true, false, false, true,
		float32(1.5), 1.5, float32(0), 0.0,
		at, at, true, true,
		[]int{1, -2}, []int64{1, -2}, []bool{true}, []float32{0.5}, []float64{0.5},
		"key", true, true, "",
		"key", "", []string{"a", `b,"c`, "d"}, []string(nil), []string{"a"},
		[]time.Time{at, at.AddDate(0, 0, 1)}, []time.Time{time.Unix(1, 0).UTC(), time.Unix(2, 0).UTC()},
		map[string]string{"owner": "J", "two": "a, b"}, true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestDatesInAListMayBeQuoted(t *testing.T) {
	t.Parallel()
	d := &Decoder{Head: http.Header{"A": {`"Thu, 01 Jan 1970 00:00:01 GMT", "Thu, 01 Jan 1970 00:00:02 GMT"`, `x`}}}
	if got := d.HeaderTimeList("A", HTTPDate); len(got) != 2 || got[0].Unix() != 1 || got[1].Unix() != 2 {
		t.Errorf("got %v", got)
	}
}

func TestListsOfBase64(t *testing.T) {
	t.Parallel()
	d := &Decoder{Head: http.Header{"A": {`YQ==, ?, "", Yg==`}}}
	if got := d.HeaderBase64List("A"); strings.Join(got, ",") != "a,,b" || d.HeaderBase64List("B") != nil {
		t.Errorf("got %q", got)
	}
}

func TestAQuotedEmptyItemIsAnItem(t *testing.T) {
	t.Parallel()
	d := Decoder{Head: http.Header{"List": {`a, "", , b,`}}}
	if diff := cmp.Diff([]string{"a", "", "b"}, d.HeaderList("List")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
