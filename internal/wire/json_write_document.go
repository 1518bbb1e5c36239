// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"cmp"
	"encoding/base64"
	"math"
	"reflect"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// Document writes any value of JSON: nil, bool, string, every kind of number, lists,
// and maps whose keys are strings, in the order of their keys; named types and
// pointers to these; [Number] and encoding/json's; what MarshalJSON of a value gives;
// and []byte in base64. Everything else (a structure, NaN, what holds more than 64
// values within each other) is an issue. nil is null.
func (x *JSONWriter) Document(name string, v any) {
	x.key(name)
	var problem string
	if x.buf, problem = appendTree(x.buf, reflect.ValueOf(v), 0); problem != "" {
		x.Fail(x.leaf(name), problem)
	}
}

// marshaler and decimal stand for encoding/json's Marshaler and Number, for which the
// package is not needed.
type (
	marshaler interface{ MarshalJSON() ([]byte, error) }
	decimal   interface {
		String() string
		Int64() (int64, error)
		Float64() (float64, error)
	}
)

const badNumber = "holds a Number that is no number of JSON"

// appendTree appends v, which stands within so many values, and says what is wrong
// with it.
func appendTree(dst []byte, v reflect.Value, depth int) (out []byte, problem string) {
	if depth > maxDepth {
		return dst, "has more than 64 values within each other"
	}
	if isNil(v) {
		return append(dst, "null"...), ""
	}
	switch own := v.Interface().(type) {
	case decimal:
		if jsontext.Value(own.String()).Kind() != jsontext.KindNumber {
			return dst, badNumber
		}
		return appendRaw(dst, own.String(), badNumber)
	case marshaler:
		raw, err := own.MarshalJSON()
		if err != nil {
			return dst, "holds a " + v.Type().String() + " that could not be written"
		}
		return appendRaw(dst, string(raw), "holds a "+v.Type().String()+" that does not write JSON")
	}
	switch v.Kind() {
	case reflect.Bool:
		return strconv.AppendBool(dst, v.Bool()), ""
	case reflect.String:
		return appendText(dst, v.String())
	case reflect.Map:
		return appendMap(dst, v, depth)
	case reflect.Slice, reflect.Array:
		return appendElements(dst, v, depth)
	case reflect.Pointer:
		return appendTree(dst, v.Elem(), depth+1)
	default:
		return appendNumber(dst, v)
	}
}

// isNil says whether v is nil, of whatever type.
func isNil(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Invalid:
		return true
	case reflect.Map, reflect.Slice, reflect.Pointer, reflect.Interface:
		return v.IsNil()
	default:
		return false
	}
}

// appendRaw appends JSON that somebody else wrote.
func appendRaw(dst []byte, raw, problem string) (out []byte, fault string) {
	if !jsontext.Value(raw).IsValid() {
		return dst, problem
	}
	return append(dst, raw...), ""
}

func appendText(dst []byte, s string) (out []byte, problem string) {
	dst, err := jsontext.AppendQuote(dst, s)
	if err != nil {
		return dst, notUTF8
	}
	return dst, ""
}

// appendMap appends a map in the order of its keys.
func appendMap(dst []byte, v reflect.Value, depth int) (out []byte, problem string) {
	if v.Type().Key().Kind() != reflect.String {
		return dst, "holds a map whose keys are no strings"
	}
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return cmp.Compare(a.String(), b.String()) })
	dst = append(dst, '{')
	for i, key := range keys {
		if i > 0 {
			dst = append(dst, ',')
		}
		if dst, problem = appendText(dst, key.String()); problem != "" {
			return dst, problem
		}
		dst = append(dst, ':')
		if dst, problem = appendTree(dst, element(v.MapIndex(key)), depth+1); problem != "" {
			return dst, problem
		}
	}
	return append(dst, '}'), ""
}

// appendElements appends a list, or bytes in base64.
func appendElements(dst []byte, v reflect.Value, depth int) (out []byte, problem string) {
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
		return append(base64.StdEncoding.AppendEncode(append(dst, '"'), v.Bytes()), '"'), ""
	}
	dst = append(dst, '[')
	for i := range v.Len() {
		if i > 0 {
			dst = append(dst, ',')
		}
		if dst, problem = appendTree(dst, element(v.Index(i)), depth+1); problem != "" {
			return dst, problem
		}
	}
	return append(dst, ']'), ""
}

// element is what an interface holds, or v itself.
func element(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface {
		return v.Elem()
	}
	return v
}

// appendNumber appends a number.
func appendNumber(dst []byte, v reflect.Value) (out []byte, problem string) {
	switch {
	case v.CanInt():
		return strconv.AppendInt(dst, v.Int(), 10), ""
	case v.CanUint():
		return strconv.AppendUint(dst, v.Uint(), 10), ""
	case v.CanFloat() && (math.IsNaN(v.Float()) || math.IsInf(v.Float(), 0)):
		return dst, "holds a number that JSON has none for"
	case v.CanFloat():
		return appendFloat(dst, v.Float(), v.Type().Bits()), ""
	}
	return dst, "holds a " + v.Type().String() + ", which is no value of JSON"
}
