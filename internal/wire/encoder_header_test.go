// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestHeadersOfEveryKind(t *testing.T) {
	t.Parallel()
	n, long, yes, float, double := 0, int64(5)<<33, false, float32(1.5), 1e-7
	at := time.Date(2026, 8, 1, 12, 0, 0, 500e6, time.FixedZone("", 3600))
	e := encoder()
	e.Header("ContentType", "Content-Type", "text/plain")
	e.Header("Absent", "Absent", "")
	e.HeaderPtr("Empty", "Empty", new(string))
	e.HeaderPtr("Absent", "Absent", nil)
	e.HeaderInt("Int", "Int", &n)
	e.HeaderInt("Absent", "Absent", nil)
	e.HeaderLong("Long", "Long", &long)
	e.HeaderBool("Bool", "Bool", &yes)
	e.HeaderFloat("Float", "Float", &float)
	e.HeaderDouble("Double", "Double", &double)
	e.HeaderTime("Date", "Date", at, HTTPDate)
	e.HeaderTime("Instant", "Instant", at, DateTime)
	e.HeaderTime("Epoch", "Epoch", at, EpochSeconds)
	e.HeaderTime("Absent", "Absent", time.Time{}, HTTPDate)
	e.HeaderList("List", "List", []string{"a", "b,c", `"d\"`, ""})
	e.HeaderList("One", "One", []string{"only"})
	e.HeaderList("Quoted", "Quoted", []string{"a,b"})
	e.HeaderList("Absent", "Absent", []string{})
	e.HeaderIntList("Ints", "Ints", []int{1, -2})
	e.HeaderLongList("Longs", "Longs", []int64{1 << 40})
	e.HeaderBoolList("Bools", "Bools", []bool{true, false})
	e.HeaderFloatList("Floats", "Floats", []float32{0.5})
	e.HeaderDoubleList("Doubles", "Doubles", []float64{0.5, 1})
	e.HeaderTimeList("Times", "Times", []time.Time{at, at}, HTTPDate)
	e.HeaderTimeList("Absent", "Absent", nil, HTTPDate)
	e.HeaderBase64Ptr("Absent", "Absent", nil)
	e.HeaderBase64Ptr("Base64Ptr", "Base64-Ptr", new(string))
	e.HeaderBase64("Base64", "Base64", "key")
	e.HeaderValue("x-fixed", "1")
	e.HeaderAdd("x-fixed", "2")
	e.HeaderAdd("X-Fixed", "bad\n")
	e.HeaderValue("no name", "")
	want := http.Header{
		"Content-Type": {"text/plain"}, "Empty": {""}, "Int": {"0"}, "Long": {"42949672960"}, "Bool": {"false"},
		"Float": {"1.5"}, "Double": {"1e-07"}, "Date": {"Sat, 01 Aug 2026 11:00:00 GMT"}, "Instant": {"2026-08-01T11:00:00.5Z"},
		"Epoch": {"1785582000.5"}, "List": {`a, "b,c", "\"d\\\"", `}, "One": {"only"}, "Quoted": {`"a,b"`}, "Base64": {"a2V5"},
		"X-Fixed": {"1", "2"}, "Ints": {"1, -2"}, "Longs": {"1099511627776"}, "Bools": {"true, false"}, "Floats": {"0.5"}, "Doubles": {"0.5, 1"},
		"Times": {"Sat, 01 Aug 2026 11:00:00 GMT, Sat, 01 Aug 2026 11:00:00 GMT"}, "Base64-Ptr": {""},
	}
	if diff := cmp.Diff(want, e.Head); diff != "" {
		t.Error(diff)
	}
	issues := []Issue{{Field: "X-Fixed", Problem: controlByte}, {Field: "Header", Problem: "has a name that is not a token"}}
	if diff := cmp.Diff(issues, e.Issues); diff != "" {
		t.Error(diff)
	}
}

func TestContentLengthIsNoHeader(t *testing.T) {
	t.Parallel()
	n := int64(7)
	e := encoder()
	e.HeaderLong("ContentLength", "Content-Length", &n)
	if len(e.Head) > 0 || e.ContentLength == nil || *e.ContentLength != 7 {
		t.Errorf("header %v, length %v", e.Head, e.ContentLength)
	}
	e.HeaderValue("content-length", "many")
	n = -1
	e.HeaderLong("ContentLength", "Content-Length", &n)
	want := []Issue{{Field: "content-length", Problem: "must be a length in bytes"}, {Field: "ContentLength", Problem: "must be a length in bytes"}}
	if diff := cmp.Diff(want, e.Issues); diff != "" {
		t.Error(diff)
	}
}

func TestAddingALineLeavesTheNeighbourAlone(t *testing.T) {
	t.Parallel()
	e := encoder()
	e.Header("A", "A", "1")
	e.Header("B", "B", "2")
	e.Head.Add("A", "3")
	if diff := cmp.Diff(http.Header{"A": {"1", "3"}, "B": {"2"}}, e.Head); diff != "" {
		t.Error(diff)
	}
}

func TestMoreHeadersThanTheArenaHolds(t *testing.T) {
	t.Parallel()
	e := new(Encoder)
	m := make(map[string]string)
	for c := range rune(60) {
		m["k"+string('a'+c%26)+string('a'+c/26)] = string('0' + c)
	}
	e.PrefixHeaders("Metadata", "X-Amz-Meta-", m)
	if len(e.Head) != 60 || len(e.Issues) > 0 {
		t.Errorf("%d headers, issues %v", len(e.Head), e.Issues)
	}
	if got := e.Head.Get("X-Amz-Meta-Kbc"); got != m["kbc"] {
		t.Errorf("kbc is %q", got)
	}
}

func TestMetadata(t *testing.T) {
	t.Parallel()
	e := encoder()
	e.Header("Fixed", "X-Amz-Meta-Fixed", "stays")
	e.PrefixHeaders("Metadata", "X-Amz-Meta-", map[string]string{
		"owner": "J\u00fcrgen", "UPPER-case": "", "fixed": "lost", "a b": "1", "nul": "\x00", "twin": "1", "Twin": "1", "spaced": " x",
	})
	delete(e.Head, "X-Amz-Meta-Twin")
	want := http.Header{"X-Amz-Meta-Owner": {"J\u00fcrgen"}, "X-Amz-Meta-Upper-Case": {""}, "X-Amz-Meta-Fixed": {"stays"}}
	if diff := cmp.Diff(want, e.Head); diff != "" {
		t.Error(diff)
	}
	var fields []string
	for _, issue := range e.Issues {
		fields = append(fields, issue.Field+" "+issue.Problem)
	}
	problems := []string{
		`Metadata["a b"] is not a header name`, `Metadata["nul"] ` + controlByte,
		`Metadata["spaced"] begins or ends with white space, which HTTP drops`, `Metadata["twin"] differs from another key only in case`,
	}
	if diff := cmp.Diff(problems, fields); diff != "" {
		t.Error(diff)
	}
}
