// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestNumbersOfAnySizeAreThoseOfJSON(t *testing.T) {
	t.Parallel()
	for text, want := range map[Number]struct{ number, whole bool }{
		"0": {true, true}, "-0": {true, true}, "-12": {true, true}, "123456789012345678901234567890": {true, true},
		"0.10": {true, false}, "1e3": {true, false}, "-1.5E-30": {true, false}, "1e+0": {true, false},
		"": {}, "-": {}, "+1": {}, "01": {}, "-01": {}, "1.": {}, ".5": {}, "1e": {}, "1e+": {}, "1.5e3.5": {}, "0x1": {}, " 1": {}, "1 ": {},
		"1_000": {}, "NaN": {}, "Infinity": {}, "1,5": {}, "1f": {}, "\u0661": {},
	} {
		if text.isNumber() != want.number || text.isWhole() != want.whole {
			t.Errorf("%q: a number %t, whole %t, want %t and %t", text, text.isNumber(), text.isWhole(), want.number, want.whole)
		}
		if json.Valid([]byte(text)) != want.number && text != " 1" && text != "1 " {
			t.Errorf("%q: encoding/json says %t", text, !want.number)
		}
	}
}

func TestNumbersGoThroughEncodingJSON(t *testing.T) {
	t.Parallel()
	type pair struct{ A, B Number }
	text, err := json.Marshal(pair{A: "0.10"})
	if err != nil || string(text) != `{"A":0.10,"B":null}` {
		t.Errorf("got %s, %v", text, err)
	}
	back := pair{B: "7"}
	if err := json.Unmarshal(text, &back); err != nil || back != (pair{"0.10", "7"}) {
		t.Errorf("got %v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"A":"1"}`), &back); err == nil {
		t.Error("a string is a number")
	}
}

func TestNumbersOfAnySizeGoEverywhere(t *testing.T) {
	t.Parallel()
	const big Number = "123456789012345678901234567890"
	e := encoder()
	e.LabelBigInteger("A", big)
	e.Literal("/")
	e.LabelBigDecimal("B", "1.50")
	e.HeaderBigInteger("C", "X-C", new(big))
	e.HeaderBigInteger("C", "X-None", nil)
	e.HeaderBigDecimal("D", "X-D", new(Number("1e3")))
	e.HeaderBigDecimal("D", "X-None", nil)
	e.HeaderBigIntegerList("E", "X-E", []Number{"1", big})
	e.HeaderBigDecimalList("F", "X-F", []Number{"0.1", "2"})
	e.QueryBigInteger("G", "g", new(big))
	e.QueryBigInteger("G", "none", nil)
	e.QueryBigDecimal("H", "h", new(Number("1e+3")))
	e.QueryBigDecimal("H", "none", nil)
	e.QueryBigIntegerList("I", "i", []Number{"1", "2"})
	e.QueryBigDecimalList("J", "j", []Number{"1.0"})
	path, _ := e.Path()
	if path != "/"+string(big)+"/1.50" || e.RawQuery() != "g="+string(big)+"&h=1e%2B3&i=1&i=2&j=1.0" || len(e.Issues) != 0 {
		t.Errorf("path %s, query %s, issues %v", path, e.RawQuery(), e.Issues)
	}
	want := http.Header{"X-C": {string(big)}, "X-D": {"1e3"}, "X-E": {"1, " + string(big)}, "X-F": {"0.1, 2"}}
	if diff := cmp.Diff(want, e.Head); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsNoNumberGoesNowhere(t *testing.T) {
	t.Parallel()
	e := encoder()
	e.LabelBigInteger("A", "1.5")
	e.LabelBigDecimal("B", "x")
	e.HeaderBigInteger("C", "X-C", new(Number("1e3")))
	e.HeaderBigDecimal("D", "X-D", new(Number("1.")))
	e.HeaderBigIntegerList("E", "X-E", []Number{"1", "1.0"})
	e.HeaderBigDecimalList("F", "X-F", []Number{"1", ""})
	e.QueryBigInteger("G", "g", new(Number("")))
	e.QueryBigDecimal("H", "h", new(Number("NaN")))
	e.QueryBigIntegerList("I", "i", []Number{"a"})
	e.QueryBigDecimalList("J", "j", []Number{"01"})
	x := e.JSON()
	x.Open("")
	x.BigInteger("K", "1.0")
	x.BigDecimal("L", "-")
	x.BigIntegerPtr("M", new(Number("1e1")))
	x.BigDecimalPtr("N", new(Number("+1")))
	x.BigIntegerPtr("none", nil)
	x.BigDecimalPtr("none", nil)
	x.End()
	var got []string
	for _, i := range e.Issues {
		got = append(got, i.Field+" "+i.Problem)
	}
	want := []string{
		"A " + notWhole, "B " + notNumber, "C " + notWhole, "D " + notNumber, "E " + notWhole, "F " + notNumber, "G " + notWhole, "H " + notNumber,
		"I " + notWhole, "J " + notNumber, "K " + notWhole, "L " + notNumber, "M " + notWhole, "N " + notNumber,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNumbersOfAnySizeInHeaders(t *testing.T) {
	t.Parallel()
	d := &Decoder{Head: http.Header{"A": {" 12 "}, "B": {"1.50"}, "C": {"x"}, "D": {"1, 2.5, x, 3"}}}
	if d.HeaderBigInteger("A") != "12" || *d.HeaderBigIntegerPtr("A") != "12" || d.HeaderBigDecimal("B") != "1.50" || *d.HeaderBigDecimalPtr("B") != "1.50" {
		t.Error("a number is not read")
	}
	if d.HeaderBigInteger("B") != "" || d.HeaderBigIntegerPtr("C") != nil || d.HeaderBigDecimal("C") != "" || d.HeaderBigDecimalPtr("E") != nil {
		t.Error("what is no number is read")
	}
	if diff := cmp.Diff([]Number{"1", "3"}, d.HeaderBigIntegerList("D")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Number{"1", "2.5", "3"}, d.HeaderBigDecimalList("D")); diff != "" || d.HeaderBigDecimalList("E") != nil {
		t.Error(diff)
	}
}

func TestTimesAndBlobsOfCollectionsAreAlwaysThere(t *testing.T) {
	t.Parallel()
	e := encoder()
	x := e.JSON()
	x.List("")
	x.Blob("", nil)
	x.Blob("", []byte("a"))
	x.Instant("", time.Time{}, DateTime)
	x.Close()
	x.End()
	if got := string(e.Data); got != `["","YQ==","0001-01-01T00:00:00Z"]` {
		t.Errorf("got %s", got)
	}
}

func TestANilReaderIsADocumentThatIsNotThere(t *testing.T) {
	t.Parallel()
	var x *JSONReader
	for _, enter := range []func() Depth{x.Enter, x.EnterSparse, func() Depth { return x.EnterObject(false) }, func() Depth { return x.EnterList(true) }, func() Depth { return x.EnterSecret(false) }} {
		if at := enter(); at != 0 || x.Next(at) {
			t.Error("a document that is not there has a member")
		}
	}
}
