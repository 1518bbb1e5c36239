// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Header sends a member as a header; "" is not sent. name is canonical, as it is
// in every method here. A control byte in the value is an issue.
func (e *Encoder) Header(member, name, v string) {
	if v != "" {
		e.store(member, name, v)
	}
}

// HeaderPtr sends a member; nil is not sent, empty is.
func (e *Encoder) HeaderPtr(member, name string, v *string) {
	if v != nil {
		e.store(member, name, *v)
	}
}

// HeaderValue sends a header that no member has, in place of what is there: what an
// adapter, or the user's own request, sets. The name is made canonical. An invalid
// name is an issue of "Header", an invalid value one of the header.
func (e *Encoder) HeaderValue(name, v string) {
	if !isToken(name) {
		e.Fail("Header", "has a name that is not a token")
		return
	}
	e.store(name, canonical("", name), v)
}

// HeaderAdd is HeaderValue, but one more line beside those that are there.
func (e *Encoder) HeaderAdd(name, v string) {
	key := canonical("", name)
	if len(e.Head[key]) == 0 || !isToken(name) || hasControl(v) {
		e.HeaderValue(name, v)
		return
	}
	e.Head[key] = append(e.Head[key], v)
}

// HeaderInt sends a number; nil is not sent.
func (e *Encoder) HeaderInt(member, name string, v *int) {
	if v != nil {
		e.store(member, name, strconv.Itoa(*v))
	}
}

// HeaderLong sends a number; nil is not sent. Content-Length goes to
// e.ContentLength instead.
func (e *Encoder) HeaderLong(member, name string, v *int64) {
	if v != nil {
		e.store(member, name, strconv.FormatInt(*v, 10))
	}
}

// HeaderBool sends true or false; nil is not sent.
func (e *Encoder) HeaderBool(member, name string, v *bool) {
	if v != nil {
		e.store(member, name, strconv.FormatBool(*v))
	}
}

// HeaderFloat sends a number; nil is not sent.
func (e *Encoder) HeaderFloat(member, name string, v *float32) {
	if v != nil {
		e.store(member, name, FloatText(*v))
	}
}

// HeaderDouble sends a number; nil is not sent.
func (e *Encoder) HeaderDouble(member, name string, v *float64) {
	if v != nil {
		e.store(member, name, DoubleText(*v))
	}
}

// HeaderTime sends a time; the zero time is not sent.
func (e *Encoder) HeaderTime(member, name string, t time.Time, f Format) {
	if !t.IsZero() {
		e.HeaderTimePtr(member, name, &t, f)
	}
}

// HeaderTimePtr sends a time; nil is not sent.
func (e *Encoder) HeaderTimePtr(member, name string, t *time.Time, f Format) {
	if t != nil {
		var room [40]byte
		e.store(member, name, string(f.Append(room[:0], *t)))
	}
}

// HeaderBase64 sends the bytes of v in standard base64; "" is not sent.
func (e *Encoder) HeaderBase64(member, name, v string) {
	if v != "" {
		e.store(member, name, base64.StdEncoding.EncodeToString([]byte(v)))
	}
}

// HeaderBase64Ptr is HeaderBase64; nil is not sent, empty is.
func (e *Encoder) HeaderBase64Ptr(member, name string, v *string) {
	if v != nil {
		e.store(member, name, base64.StdEncoding.EncodeToString([]byte(*v)))
	}
}

// PrefixHeaders sends one header an entry, its name prefix and key together. Keys
// that are no header names, keys that differ only in case, and values that HTTP
// would change (control bytes, white space at an end) are issues. A header that is
// there already stays as it is.
func (e *Encoder) PrefixHeaders(member, prefix string, m map[string]string) {
	first := len(e.Issues)
	for key, v := range m {
		name := canonical(prefix, key)
		problem := ""
		switch _, taken := e.Head[name]; {
		case !isToken(key):
			problem = "is not a header name"
		case taken && twin(m, key) != "":
			key, problem = max(key, twin(m, key)), "differs from another key only in case"
		case hasControl(v):
			problem = controlByte
		case v != strings.Trim(v, " \t"):
			problem = "begins or ends with white space, which HTTP drops"
		case !taken:
			e.store("", name, v)
		}
		if problem != "" {
			e.Fail(member+"["+strconv.Quote(key)+"]", problem)
		}
	}
	if len(e.Issues) > first {
		slices.SortFunc(e.Issues[first:], func(a, b Issue) int { return strings.Compare(a.Field, b.Field) })
	}
}

// twin is another key of m that is equal to key but for case, "" if there is none.
func twin(m map[string]string, key string) string {
	for other := range m {
		if other != key && strings.EqualFold(other, key) {
			return other
		}
	}
	return ""
}

// store puts one value into the header.
func (e *Encoder) store(member, name, v string) {
	if hasControl(v) {
		e.Fail(member, controlByte)
		return
	}
	if name == "Content-Length" {
		e.length(member, v)
		return
	}
	if e.Head == nil {
		e.Head = make(http.Header, 16)
	}
	if e.used == len(e.values) {
		e.Head[name] = []string{v}
		return
	}
	e.values[e.used] = v
	e.used++
	e.Head[name] = e.values[e.used-1 : e.used : e.used]
}

const controlByte = "contains a control byte, which a header cannot carry"

// hasControl says whether v has a byte that could end or spoil a header line.
func hasControl(v string) bool {
	for i := range len(v) {
		if c := v[i]; c < ' ' && c != '\t' || c == 0x7f {
			return true
		}
	}
	return false
}

// length keeps a stated body length.
func (e *Encoder) length(member, v string) {
	n, ok := parseInt(v)
	if !ok || n < 0 {
		e.Fail(member, "must be a length in bytes")
		return
	}
	e.ContentLength = &n
}
