// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"encoding/base64"
	"slices"
	"strings"
	"time"
)

// HeaderList sends the values in one line; nil is not sent, an empty list is an
// empty header, here and below. Smithy 2.0, httpHeader trait: clients send empty
// values. What would be lost in a list is quoted: a value that is empty, or has a comma,
// a quote or white space at an end. RFC 9110 section 5.6.1: recipients ignore empty
// elements and the space around others.
func (e *Encoder) HeaderList(member, name string, v []string) {
	switch {
	case e.empty(name, v != nil, len(v)):
	case slices.ContainsFunc(v, isFrail):
		items := make([]string, len(v))
		for i, s := range v {
			if items[i] = s; isFrail(s) || strings.ContainsAny(s, `,"`) {
				items[i] = `"` + quotes.Replace(s) + `"`
			}
		}
		line := strings.Join(items, ", ")
		e.HeaderPtr(member, name, &line)
	default:
		e.Encoder.HeaderList(member, name, v)
	}
}

// isFrail reports whether s would not be found again in a list that it stands in
// without quotes.
func isFrail(s string) bool { return s == "" || s != strings.Trim(s, " \t") }

// quotes escapes what is within quotes: RFC 9110 section 5.6.4.
var quotes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// HeaderBase64List is HeaderList for strings with a media type.
func (e *Encoder) HeaderBase64List(member, name string, v []string) {
	list := slices.Clone(v) // nil stays nil
	for i, s := range v {
		list[i] = base64.StdEncoding.EncodeToString([]byte(s))
	}
	e.HeaderList(member, name, list)
}

// HeaderIntList is HeaderList for numbers.
func (e *Encoder) HeaderIntList(member, name string, v []int) {
	if !e.empty(name, v != nil, len(v)) {
		e.Encoder.HeaderIntList(member, name, v)
	}
}

// HeaderLongList is HeaderList for numbers.
func (e *Encoder) HeaderLongList(member, name string, v []int64) {
	if !e.empty(name, v != nil, len(v)) {
		e.Encoder.HeaderLongList(member, name, v)
	}
}

// HeaderBoolList is HeaderList for true and false.
func (e *Encoder) HeaderBoolList(member, name string, v []bool) {
	if !e.empty(name, v != nil, len(v)) {
		e.Encoder.HeaderBoolList(member, name, v)
	}
}

// HeaderFloatList is HeaderList for numbers.
func (e *Encoder) HeaderFloatList(member, name string, v []float32) {
	if !e.empty(name, v != nil, len(v)) {
		e.Encoder.HeaderFloatList(member, name, v)
	}
}

// HeaderDoubleList is HeaderList for numbers.
func (e *Encoder) HeaderDoubleList(member, name string, v []float64) {
	if !e.empty(name, v != nil, len(v)) {
		e.Encoder.HeaderDoubleList(member, name, v)
	}
}

// HeaderBigIntegerList is HeaderList for whole numbers of any size.
func (e *Encoder) HeaderBigIntegerList(member, name string, v []Number) {
	if !e.empty(name, v != nil, len(v)) {
		e.Encoder.HeaderBigIntegerList(member, name, v)
	}
}

// HeaderBigDecimalList is HeaderList for numbers.
func (e *Encoder) HeaderBigDecimalList(member, name string, v []Number) {
	if !e.empty(name, v != nil, len(v)) {
		e.Encoder.HeaderBigDecimalList(member, name, v)
	}
}

// HeaderTimeList is HeaderList for times.
func (e *Encoder) HeaderTimeList(member, name string, v []time.Time, f Format) {
	if !e.empty(name, v != nil, len(v)) {
		e.Encoder.HeaderTimeList(member, name, v, f)
	}
}

// empty sends an empty header for a list that is there and empty.
func (e *Encoder) empty(name string, there bool, length int) bool {
	if !there || length > 0 {
		return false
	}
	e.HeaderValue(name, "")
	return true
}
