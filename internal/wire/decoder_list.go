// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"
)

// HeaderList is the values of a list header, over all of its lines, without the
// quotes of those that are quoted; nil if it is absent.
func (d *Decoder) HeaderList(name string) []string {
	var list []string
	for _, line := range d.Head[name] {
		list = appendList(list, line)
	}
	return list
}

// HeaderBase64List is the texts that the values of a list header hold in standard
// base64. Malformed values are left out, here and below, and a fault if d is Strict.
func (d *Decoder) HeaderBase64List(name string) []string {
	return parsed(d, name, inBase64, func(s string) (string, bool) {
		b, err := base64.StdEncoding.DecodeString(s)
		return string(b), err == nil
	})
}

// HeaderIntList is HeaderList for numbers.
func (d *Decoder) HeaderIntList(name string) []int { return d.smallList(name, strconv.IntSize) }

// HeaderByteList is HeaderList for numbers of 8 bits.
func (d *Decoder) HeaderByteList(name string) []int { return d.smallList(name, 8) }

// HeaderShortList is HeaderList for numbers of 16 bits.
func (d *Decoder) HeaderShortList(name string) []int { return d.smallList(name, 16) }

// HeaderIntegerList is HeaderList for numbers of 32 bits.
func (d *Decoder) HeaderIntegerList(name string) []int { return d.smallList(name, 32) }

func (d *Decoder) smallList(name string, bits int) []int {
	return parsed(d, name, wholeNumber, func(s string) (int, bool) {
		n, ok := parseInteger(s, bits)
		return int(n), ok
	})
}

// HeaderLongList is HeaderList for numbers.
func (d *Decoder) HeaderLongList(name string) []int64 {
	return parsed(d, name, wholeNumber, parseInt[string])
}

// HeaderBoolList is HeaderList for true and false.
func (d *Decoder) HeaderBoolList(name string) []bool {
	return parsed(d, name, trueOrFalse, parseBool)
}

// HeaderFloatList is HeaderList for numbers.
func (d *Decoder) HeaderFloatList(name string) []float32 {
	return parsed(d, name, anyNumber, func(s string) (float32, bool) {
		v, ok := d.parseFloat(s, 32)
		return float32(v), ok
	})
}

// HeaderDoubleList is HeaderList for numbers.
func (d *Decoder) HeaderDoubleList(name string) []float64 {
	return parsed(d, name, anyNumber, func(s string) (float64, bool) { return d.parseFloat(s, 64) })
}

// parsed is each item of a list header that parse takes, nil if there is none.
func parsed[T any](d *Decoder, name, want string, parse func(string) (T, bool)) []T {
	var list []T
	for _, s := range d.HeaderList(name) {
		if v, ok := parse(s); ok {
			list = append(list, v)
		} else {
			d.malformed(name, want)
		}
	}
	return list
}

// HeaderTimeList is the times of a list header. An HTTP date has a comma of its own,
// and may be quoted for that.
func (d *Decoder) HeaderTimeList(name string, f Format) []time.Time {
	parse := func(s string) (time.Time, bool) { return f.Parse([]byte(s)) }
	if f != HTTPDate || strings.Contains(d.Header(name), `"`) {
		return parsed(d, name, aTime, parse)
	}
	var list []time.Time
	parts := strings.Split(d.Header(name), ",")
	for ; len(parts) > 0; parts = parts[min(2, len(parts)):] {
		if t, ok := parse(strings.Join(parts[:min(2, len(parts))], ",")); ok {
			list = append(list, t)
		} else {
			d.malformed(name, aTime)
		}
	}
	return list
}

// appendList splits one line of a list header: RFC 9110 section 5.6.1, with quoted
// strings.
func appendList(list []string, line string) []string {
	for {
		line = strings.TrimLeft(line, " \t")
		var item string
		if strings.HasPrefix(line, `"`) {
			item, line = unquote(line)
			_, line, _ = strings.Cut(line, ",")
			list = append(list, item) // "" is an item, nothing is none
		} else if item, line, _ = strings.Cut(line, ","); strings.TrimRight(item, " \t") != "" {
			list = append(list, strings.TrimRight(item, " \t"))
		}
		if line == "" {
			return list
		}
	}
}

// unquote reads the quoted string at the head of s; without an end it takes all.
func unquote(s string) (text, rest string) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '"':
			return b.String(), s[i+1:]
		case s[i] == '\\' && i+1 < len(s):
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String(), ""
}
