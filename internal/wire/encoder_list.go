// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"strconv"
	"strings"
	"time"
)

// HeaderList sends the values in one line, joined by a comma and a space; an empty
// list is not sent. A value with a comma or a quote in it is quoted.
func (e *Encoder) HeaderList(member, name string, v []string) {
	switch len(v) {
	case 0:
		return
	case 1:
		if !strings.ContainsAny(v[0], `,"`) {
			e.store(member, name, v[0])
			return
		}
	}
	var line []byte
	for i, s := range v {
		if i > 0 {
			line = append(line, ", "...)
		}
		line = appendListItem(line, s)
	}
	e.store(member, name, string(line))
}

// appendListItem appends s, quoted if it would not survive in a list as it is.
func appendListItem(line []byte, s string) []byte {
	if !strings.ContainsAny(s, `,"`) {
		return append(line, s...)
	}
	line = append(line, '"')
	for i := range len(s) {
		if s[i] == '"' || s[i] == '\\' {
			line = append(line, '\\')
		}
		line = append(line, s[i])
	}
	return append(line, '"')
}

// HeaderIntList is HeaderList for numbers.
func (e *Encoder) HeaderIntList(member, name string, v []int) {
	e.HeaderList(member, name, worded(v, strconv.Itoa))
}

// HeaderLongList is HeaderList for numbers.
func (e *Encoder) HeaderLongList(member, name string, v []int64) {
	e.HeaderList(member, name, worded(v, longText))
}

// HeaderBoolList is HeaderList for true and false.
func (e *Encoder) HeaderBoolList(member, name string, v []bool) {
	e.HeaderList(member, name, worded(v, strconv.FormatBool))
}

// HeaderFloatList is HeaderList for numbers.
func (e *Encoder) HeaderFloatList(member, name string, v []float32) {
	e.HeaderList(member, name, worded(v, FloatText))
}

// HeaderDoubleList is HeaderList for numbers.
func (e *Encoder) HeaderDoubleList(member, name string, v []float64) {
	e.HeaderList(member, name, worded(v, DoubleText))
}

// HeaderTimeList is HeaderList for times. The comma of an HTTP date is not quoted.
func (e *Encoder) HeaderTimeList(member, name string, v []time.Time, f Format) {
	if len(v) > 0 {
		e.store(member, name, strings.Join(worded(v, f.Text), ", "))
	}
}

// QueryList appends the parameter once for each value, empty ones too.
func (e *Encoder) QueryList(_, name string, v []string) {
	for _, s := range v {
		e.QueryConst(name, s)
	}
}

// QueryIntList appends the parameter once for each number.
func (e *Encoder) QueryIntList(member, name string, v []int) {
	e.QueryList(member, name, worded(v, strconv.Itoa))
}

// QueryLongList appends the parameter once for each number.
func (e *Encoder) QueryLongList(member, name string, v []int64) {
	e.QueryList(member, name, worded(v, longText))
}

// QueryBoolList appends the parameter once for each value.
func (e *Encoder) QueryBoolList(member, name string, v []bool) {
	e.QueryList(member, name, worded(v, strconv.FormatBool))
}

// QueryFloatList appends the parameter once for each number.
func (e *Encoder) QueryFloatList(member, name string, v []float32) {
	e.QueryList(member, name, worded(v, FloatText))
}

// QueryDoubleList appends the parameter once for each number.
func (e *Encoder) QueryDoubleList(member, name string, v []float64) {
	e.QueryList(member, name, worded(v, DoubleText))
}

// QueryTimeList appends the parameter once for each time.
func (e *Encoder) QueryTimeList(member, name string, v []time.Time, f Format) {
	e.QueryList(member, name, worded(v, f.Text))
}

// worded is each value of a list in words.
func worded[T any](v []T, text func(T) string) []string {
	list := make([]string, len(v))
	for i, item := range v {
		list[i] = text(item)
	}
	return list
}

func longText(v int64) string { return strconv.FormatInt(v, 10) }

// FloatText is v as Smithy writes it: with the words NaN, Infinity and -Infinity.
func FloatText(v float32) string { return string(appendFloat(nil, float64(v), 32)) }

// DoubleText is FloatText for 64 bits.
func DoubleText(v float64) string { return string(appendFloat(nil, v, 64)) }
