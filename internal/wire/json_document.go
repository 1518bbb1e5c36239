// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"strconv"
	"strings"
)

// Document ends the current value and gives it as a tree: nil, bool, string, number,
// []any, map[string]any. A number is an int64 if it is written without a fraction and
// an exponent and fits, a float64 if that prints the same digits again, and a [Number]
// otherwise, so that none is lost. Of names that an object has twice the last one
// counts. It is nil after a fault.
func (x *JSONReader) Document() any {
	v := x.tree()
	if x.err != nil {
		return nil
	}
	return v
}

func (x *JSONReader) tree() any {
	switch x.kind() {
	case '{':
		m := make(map[string]any)
		for d := x.EnterSparse(); x.Next(d); {
			name := string(x.Name())
			m[name] = x.tree()
		}
		return m
	case '[':
		list := []any{}
		for d := x.EnterSparse(); x.Next(d); {
			list = append(list, x.tree())
		}
		return list
	case '"':
		return x.String()
	case 't', 'f':
		return x.Bool()
	case '0':
		_, raw := x.scalar()
		v := lossless(string(raw))
		x.done()
		return v
	}
	x.Skip()
	return nil
}

// lossless is a number of JSON in the first type that loses nothing.
func lossless(text string) any {
	if n, ok := parseInt(text); ok && (n != 0 || text == "0") {
		return n
	}
	v, err := strconv.ParseFloat(text, 64)
	if err == nil && digitsOf(text) == digitsOf(strconv.FormatFloat(v, 'e', -1, 64)) {
		return v
	}
	return Number(text)
}

// digitsOf is a number of JSON in one form for each value: its sign, its digits
// without zeros at the ends, and the power of ten that the first one has.
func digitsOf(text string) string {
	sign := ""
	if rest, minus := strings.CutPrefix(text, "-"); minus {
		sign, text = "-", rest
	}
	mantissa, exponent := text, 0
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		mantissa = text[:i]
		exponent, _ = strconv.Atoi(text[i+1:]) // one that is too big is no float64 either
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	all := whole + fraction
	figures := strings.TrimLeft(all, "0")
	power := exponent + len(whole) - (len(all) - len(figures))
	if figures = strings.TrimRight(figures, "0"); figures == "" {
		power = 0
	}
	return sign + figures + "e" + strconv.Itoa(power)
}
