// SPDX-License-Identifier: Apache-2.0

package wire

import "strings"

// HeaderBigInteger is a whole number of any size, "" if it is absent or malformed.
func (d *Decoder) HeaderBigInteger(name string) Number {
	v, _ := d.number(name, Number.isWhole)
	return v
}

// HeaderBigIntegerPtr is HeaderBigInteger, nil if it is absent or malformed.
func (d *Decoder) HeaderBigIntegerPtr(name string) *Number {
	return present(d.number(name, Number.isWhole))
}

// HeaderBigDecimal is a number as it stands, "" if it is absent or malformed.
func (d *Decoder) HeaderBigDecimal(name string) Number {
	v, _ := d.number(name, Number.isNumber)
	return v
}

// HeaderBigDecimalPtr is HeaderBigDecimal, nil if it is absent or malformed.
func (d *Decoder) HeaderBigDecimalPtr(name string) *Number {
	return present(d.number(name, Number.isNumber))
}

// HeaderBigIntegerList is HeaderList for whole numbers of any size.
func (d *Decoder) HeaderBigIntegerList(name string) []Number {
	return parsed(d, name, wholeNumber, func(s string) (Number, bool) { return Number(s), Number(s).isWhole() })
}

// HeaderBigDecimalList is HeaderList for numbers.
func (d *Decoder) HeaderBigDecimalList(name string) []Number {
	return parsed(d, name, anyNumber, func(s string) (Number, bool) { return Number(s), Number(s).isNumber() })
}

// number is a header if it is one.
func (d *Decoder) number(name string, is func(Number) bool) (Number, bool) {
	if v := Number(strings.TrimSpace(d.Header(name))); is(v) {
		return v, true
	}
	d.malformed(name, anyNumber)
	return "", false
}
