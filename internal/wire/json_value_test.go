// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"encoding/json"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestJSONValuesOfEveryKind(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 8, 1, 12, 0, 0, 5e8, time.UTC)
	tests := []struct {
		name, text string
		read       func(*JSONReader) any
		want       any
	}{
		{"a string", `"a\"b"`, func(x *JSONReader) any { return x.String() }, `a"b`},
		{"an empty string", `""`, func(x *JSONReader) any { return *x.StringPtr() }, ""},
		{"a string of its own", `"日\n"`, func(x *JSONReader) any { return *x.StringPtr() }, "日\n"},
		{"a token", `"STANDARD"`, func(x *JSONReader) any { return x.Token() }, "STANDARD"},
		{"a long token", `"` + strings.Repeat("x", 50) + `"`, func(x *JSONReader) any { return x.Token() }, strings.Repeat("x", 50)},
		{"an escaped token", `"a\u002fb"`, func(x *JSONReader) any { return x.Token() }, "a/b"},
		{"an int", `-42`, func(x *JSONReader) any { return x.Int() }, -42},
		{"minus zero", `-0`, func(x *JSONReader) any { return *x.IntPtr() }, 0},
		{"the largest long", `9223372036854775807`, func(x *JSONReader) any { return x.Long() }, int64(math.MaxInt64)},
		{"the smallest long", `-9223372036854775808`, func(x *JSONReader) any { return *x.LongPtr() }, int64(math.MinInt64)},
		{"the smallest byte", `-128`, func(x *JSONReader) any { return x.Byte() }, -128},
		{"the largest byte", `127`, func(x *JSONReader) any { return *x.BytePtr() }, 127},
		{"the smallest short", `-32768`, func(x *JSONReader) any { return *x.ShortPtr() }, -32768},
		{"the largest short", `32767`, func(x *JSONReader) any { return x.Short() }, 32767},
		{"the smallest integer", `-2147483648`, func(x *JSONReader) any { return x.Integer() }, -2147483648},
		{"the largest integer", `2147483647`, func(x *JSONReader) any { return *x.IntegerPtr() }, 2147483647},
		{"a big integer", `123456789012345678901234567890`, func(x *JSONReader) any { return x.BigInteger() }, Number("123456789012345678901234567890")},
		{"a negative big integer", `-1`, func(x *JSONReader) any { return *x.BigIntegerPtr() }, Number("-1")},
		{"a big decimal", `0.10`, func(x *JSONReader) any { return x.BigDecimal() }, Number("0.10")},
		{"a big decimal with an exponent", `1E+999`, func(x *JSONReader) any { return *x.BigDecimalPtr() }, Number("1E+999")},
		{"true", `true`, func(x *JSONReader) any { return x.Bool() }, true},
		{"false", `false`, func(x *JSONReader) any { return *x.BoolPtr() }, false},
		{"a float", `1.5e-3`, func(x *JSONReader) any { return x.Float() }, float32(1.5e-3)},
		{"an integer for a float", `7`, func(x *JSONReader) any { return *x.FloatPtr() }, float32(7)},
		{"a double", `-0.1E+2`, func(x *JSONReader) any { return x.Double() }, -10.0},
		{"a double too small", `1e-999`, func(x *JSONReader) any { return *x.DoublePtr() }, 0.0},
		{"NaN", `"NaN"`, func(x *JSONReader) any { return math.IsNaN(x.Double()) }, true},
		{"Infinity", `"Infinity"`, func(x *JSONReader) any { return *x.DoublePtr() }, math.Inf(1)},
		{"-Infinity", `"-Infinity"`, func(x *JSONReader) any { return x.Float() }, float32(math.Inf(-1))},
		{"epoch seconds", `1785585600.5`, func(x *JSONReader) any { return x.Time(EpochSeconds) }, at},
		{"epoch seconds with an exponent", `1.7855856005e9`, func(x *JSONReader) any { return *x.TimePtr(EpochSeconds) }, at},
		{"a date-time", `"2026-08-01T12:00:00.5Z"`, func(x *JSONReader) any { return x.Time(DateTime) }, at},
		{"a date-time with an escape", `"2026-08-01T12:00:00.\u0035Z"`, func(x *JSONReader) any { return x.Time(DateTime) }, at},
		{"an HTTP date", `"Sat, 01 Aug 2026 12:00:00.5 GMT"`, func(x *JSONReader) any { return *x.TimePtr(HTTPDate) }, at},
		{"bytes", `"dmFsdWU="`, func(x *JSONReader) any { return x.Bytes() }, []byte("value")},
		{"escaped bytes", `"a\/\/a"`, func(x *JSONReader) any { return x.Bytes() }, []byte("\x6b\xff\xda")},
		{"no bytes", `""`, func(x *JSONReader) any { return x.Bytes() }, []byte{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for _, place := range places {
				d := document(place.before + test.text + place.after)
				x := d.JSON()
				place.down(x)
				if diff := cmp.Diff(test.want, test.read(x)); diff != "" {
					t.Error(diff)
				}
				if err := d.Finish(); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func TestNullIsNothing(t *testing.T) {
	t.Parallel()
	d := document("[" + strings.Repeat("null,", 24) + "1]")
	x := d.JSON()
	at := x.EnterSparse()
	next := func() *JSONReader { x.Next(at); return x }
	got := []any{
		next().String(), next().Token(), next().Int(), next().Long(), next().Bool(), next().Float(), next().Double(),
		next().Time(DateTime).IsZero(), next().Bytes() == nil, next().Document(),
		next().StringPtr() == nil, next().IntPtr() == nil, next().LongPtr() == nil, next().BoolPtr() == nil, next().FloatPtr() == nil,
		next().DoublePtr() == nil, next().TimePtr(EpochSeconds) == nil,
		next().Next(next().Enter()), next().Next(next().EnterSparse()), next().loose(), next().Null(),
	}
	want := []any{"", "", 0, int64(0), false, float32(0), 0.0, true, true, nil, true, true, true, true, true, true, true, false, false, "", true}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if next().Int() != 1 && d.Err != nil {
		t.Error(d.Err)
	}
	if err := d.Finish(); err != nil {
		t.Error(err)
	}
}

func TestDocumentsAreTrees(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       any
	}{
		{"null", `null`, nil},
		{"a boolean", `true`, true},
		{"a string", `"a"`, "a"},
		{"an empty list", `[]`, []any{}},
		{"an empty object", `{}`, map[string]any{}},
		{"a tree", `{"a":[1,2.5,{"b":null}],"c":false}`, map[string]any{"a": []any{int64(1), 2.5, map[string]any{"b": nil}}, "c": false}},
		{"a name twice", `{"a":1,"b":2,"a":[3]}`, map[string]any{"a": []any{int64(3)}, "b": int64(2)}},
		{"a name twice, with null", `{"a":1,"a":null}`, map[string]any{"a": nil}},
		{"the largest int64", `9223372036854775807`, int64(math.MaxInt64)},
		{"more than an int64", `9223372036854775808`, Number("9223372036854775808")},
		{"a power of two beyond int64", `18446744073709551616`, Number("18446744073709551616")},
		{"round beyond int64", `10000000000000000000`, 1e19},
		{"a fraction", `0.1`, 0.1},
		{"a fraction with zeros", `-1.50`, -1.5},
		{"an exponent", `12e-1`, 1.2},
		{"more digits than a float64 has", `0.12345678901234567890`, Number("0.12345678901234567890")},
		{"more than a float64", `1e400`, Number("1e400")},
		{"less than a float64", `1e-400`, Number("1e-400")},
		{"zero with an exponent", `0.00e5`, 0.0},
		{"minus zero", `-0`, math.Copysign(0, -1)},
		{"an exponent that no int holds", `1e99999999999999999999`, Number("1e99999999999999999999")},
		{"an exponent far below", `0.01e-99999999999999999999`, Number("0.01e-99999999999999999999")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := document(test.text)
			got := d.JSON().Document()
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if v, ok := got.(float64); ok && math.Signbit(v) != strings.HasPrefix(test.text, "-") {
				t.Errorf("the sign of %v", v)
			}
			if err := d.Finish(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestADocumentWithAFaultIsNil(t *testing.T) {
	t.Parallel()
	for _, text := range []string{`{"a":1,"b":[1,}`, `[1,2`, strings.Repeat(`[`, 65) + strings.Repeat(`]`, 65)} {
		d := document(text)
		if got := d.JSON().Document(); got != nil || d.Finish() == nil {
			t.Errorf("%s gives %v", text, got)
		}
	}
}

func TestNumbersKeepTheirText(t *testing.T) {
	t.Parallel()
	n := Number("12345678901234567890.5")
	text, err := json.Marshal(map[string]any{"n": n})
	if err != nil || string(text) != `{"n":12345678901234567890.5}` || n.String() != string(n) {
		t.Errorf("%s, %v", text, err)
	}
	if _, err := n.Int64(); err == nil {
		t.Error("a fraction is no int64")
	}
	if v, err := n.Float64(); err != nil || v != 12345678901234567890.5 {
		t.Errorf("%v, %v", v, err)
	}
}

func FuzzLossless(f *testing.F) {
	for _, text := range []string{"0", "-0", "1", "-1.50", "1e5", "12e-1", "0.1", "100e-2", "9223372036854775808", "0.12345678901234567890", "1e400", "0e-7"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !json.Valid([]byte(text)) || len(text) > 30 || !strings.ContainsAny(text[:1], "-0123456789") || strings.TrimSpace(text) != text {
			return
		}
		if _, exponent, ok := strings.Cut(strings.ToLower(text), "e"); ok && len(exponent) > 4 {
			return // too much for big.Rat
		}
		want, _ := new(big.Rat).SetString(text)
		switch got := lossless(text).(type) {
		case int64:
			if want.Cmp(new(big.Rat).SetInt64(got)) != 0 {
				t.Errorf("%s became %d", text, got)
			}
		case float64:
			printed, _ := json.Marshal(got)
			if back, ok := new(big.Rat).SetString(string(printed)); !ok || back.Cmp(want) != 0 {
				t.Errorf("%s became %s", text, printed)
			}
		case Number:
			v, err := json.Number(text).Float64()
			if string(got) != text {
				t.Errorf("%s became %s", text, got)
			}
			printed, _ := json.Marshal(v)
			if back, ok := new(big.Rat).SetString(string(printed)); err == nil && ok && back.Cmp(want) == 0 {
				t.Errorf("%s could have been %s", text, printed)
			}
		}
	})
}
