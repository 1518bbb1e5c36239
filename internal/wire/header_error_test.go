// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"errors"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestABadHeaderIsAFaultIfTheDecoderIsStrict(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		value, want string
		read        func(*Decoder)
	}{
		"a word for an int":              {"x", wholeNumber, func(d *Decoder) { d.HeaderInt("A") }},
		"a fraction for an int":          {"1.5", wholeNumber, func(d *Decoder) { d.HeaderIntPtr("A") }},
		"a byte that is too big":         {"128", wholeNumber, func(d *Decoder) { d.HeaderByte("A") }},
		"a byte that is too small":       {"-129", wholeNumber, func(d *Decoder) { d.HeaderBytePtr("A") }},
		"a short that is too big":        {"32768", wholeNumber, func(d *Decoder) { d.HeaderShort("A") }},
		"a short that is too small":      {"-32769", wholeNumber, func(d *Decoder) { d.HeaderShortPtr("A") }},
		"an integer that is too big":     {"2147483648", wholeNumber, func(d *Decoder) { d.HeaderInteger("A") }},
		"an integer that is too small":   {"-2147483649", wholeNumber, func(d *Decoder) { d.HeaderIntegerPtr("A") }},
		"a long that is too big":         {"9223372036854775808", wholeNumber, func(d *Decoder) { d.HeaderLong("A") }},
		"a word for a long":              {"x", wholeNumber, func(d *Decoder) { d.HeaderLongPtr("A") }},
		"a word for a boolean":           {"yes", trueOrFalse, func(d *Decoder) { d.HeaderBool("A") }},
		"a number for a boolean":         {"2", trueOrFalse, func(d *Decoder) { d.HeaderBoolPtr("A") }},
		"a word for a float":             {"x", anyNumber, func(d *Decoder) { d.HeaderFloat("A") }},
		"a float that is too big":        {"1e39", anyNumber, func(d *Decoder) { d.HeaderFloatPtr("A") }},
		"a word for a double":            {"x", anyNumber, func(d *Decoder) { d.HeaderDouble("A") }},
		"a double that is too big":       {"1e309", anyNumber, func(d *Decoder) { d.HeaderDoublePtr("A") }},
		"a number in base 16":            {"0x1p-2", anyNumber, func(d *Decoder) { d.HeaderFloat("A") }},
		"a word of Go":                   {"inf", anyNumber, func(d *Decoder) { d.HeaderDoublePtr("A") }},
		"a word of Go in a list":         {"NaN, nan", anyNumber, func(d *Decoder) { d.HeaderDoubleList("A") }},
		"a time in base 16":              {"0x10", aTime, func(d *Decoder) { d.HeaderTime("A", EpochSeconds) }},
		"a fraction for a big integer":   {"1.0", anyNumber, func(d *Decoder) { d.HeaderBigIntegerPtr("A") }},
		"a word for a big decimal":       {"x", anyNumber, func(d *Decoder) { d.HeaderBigDecimal("A") }},
		"a number for a time":            {"17", aTime, func(d *Decoder) { d.HeaderTime("A", HTTPDate) }},
		"a date for a number":            {"Thu, 01 Jan 1970 00:00:01 GMT", aTime, func(d *Decoder) { d.HeaderTimePtr("A", EpochSeconds) }},
		"no base64":                      {"?", inBase64, func(d *Decoder) { d.HeaderBase64Ptr("A") }},
		"a word in a list of bytes":      {"1, x", wholeNumber, func(d *Decoder) { d.HeaderByteList("A") }},
		"a byte in a list":               {"1, 128", wholeNumber, func(d *Decoder) { d.HeaderByteList("A") }},
		"a short in a list":              {"32768", wholeNumber, func(d *Decoder) { d.HeaderShortList("A") }},
		"an integer in a list":           {"2147483648", wholeNumber, func(d *Decoder) { d.HeaderIntegerList("A") }},
		"an int in a list":               {"x", wholeNumber, func(d *Decoder) { d.HeaderIntList("A") }},
		"a long in a list":               {"1.0", wholeNumber, func(d *Decoder) { d.HeaderLongList("A") }},
		"a word in a list of booleans":   {"true, x", trueOrFalse, func(d *Decoder) { d.HeaderBoolList("A") }},
		"a word in a list of floats":     {"1, x", anyNumber, func(d *Decoder) { d.HeaderFloatList("A") }},
		"a word in a list of doubles":    {"x", anyNumber, func(d *Decoder) { d.HeaderDoubleList("A") }},
		"a word in a list of integers":   {"x", wholeNumber, func(d *Decoder) { d.HeaderBigIntegerList("A") }},
		"a word in a list of decimals":   {"x", anyNumber, func(d *Decoder) { d.HeaderBigDecimalList("A") }},
		"a word in a list of times":      {"Thu, 01 Jan 1970 00:00:01 GMT, x", aTime, func(d *Decoder) { d.HeaderTimeList("A", HTTPDate) }},
		"a word in a list of date-times": {"1970-01-01T00:00:01Z, x", aTime, func(d *Decoder) { d.HeaderTimeList("A", DateTime) }},
		"no base64 in a list":            {"YQ==, ?", inBase64, func(d *Decoder) { d.HeaderBase64List("A") }},
	} {
		for _, d := range []*Decoder{{Head: http.Header{"A": {test.value}}}, {Head: http.Header{}, Strict: true}, {Head: http.Header{"A": {" "}}, Strict: true}} {
			if test.read(d); d.Err != nil {
				t.Errorf("%s: %v is a fault: %v", name, d.Head, d.Err)
			}
		}
		d := &Decoder{Head: http.Header{"A": {test.value}}, Strict: true}
		test.read(d)
		var bad *HeaderError
		if !errors.As(d.Err, &bad) || cmp.Diff(&HeaderError{"A", test.want}, bad) != "" || bad.Error() != "the header A is not "+test.want {
			t.Errorf("%s: got %v", name, d.Err)
		}
	}
}

func TestSmallNumbersInHeaders(t *testing.T) {
	t.Parallel()
	d := &Decoder{Head: http.Header{"B": {"-128"}, "S": {"32767"}, "I": {"-2147483648"}, "L": {"1, -2"}}, Strict: true}
	got := []int{d.HeaderByte("B"), *d.HeaderBytePtr("B"), d.HeaderShort("S"), *d.HeaderShortPtr("S"), d.HeaderInteger("I"), *d.HeaderIntegerPtr("I")}
	if diff := cmp.Diff([]int{-128, -128, 32767, 32767, -2147483648, -2147483648}, got); diff != "" || d.HeaderBytePtr("X") != nil || d.Err != nil {
		t.Errorf("%v %s", d.Err, diff)
	}
	for _, list := range [][]int{d.HeaderByteList("L"), d.HeaderShortList("L"), d.HeaderIntegerList("L")} {
		if diff := cmp.Diff([]int{1, -2}, list); diff != "" {
			t.Error(diff)
		}
	}
}
