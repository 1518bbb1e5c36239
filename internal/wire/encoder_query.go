// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// RawQuery is the query without its question mark, in the order it was written,
// every value escaped byte for byte (a space is %20).
func (e *Encoder) RawQuery() string {
	if e.queryText == "" {
		e.queryText = string(e.query)
	}
	return e.queryText
}

// parameter appends the name of a parameter.
func (e *Encoder) parameter(name string) {
	if len(e.query) > 0 {
		e.query = append(e.query, '&')
	}
	e.query = appendEscaped(e.query, name, unreserved)
	e.queryText = ""
}

// QueryFlag appends a parameter without a value: ?cors.
func (e *Encoder) QueryFlag(name string) { e.parameter(name) }

// QueryConst appends a parameter that the API fixes; an empty value is sent.
func (e *Encoder) QueryConst(name, v string) {
	e.parameter(name)
	e.query = append(e.query, '=')
	e.query = appendEscaped(e.query, v, unreserved)
}

// SubResource appends v as a parameter: the value of the member is the name itself,
// such as "lifecycle", or a name with a value, such as "versionId=3". "" is none.
func (e *Encoder) SubResource(member, v string) {
	if v == "" {
		return
	}
	name, value, hasValue := strings.Cut(v, "=")
	for i := range len(name) {
		if urlBytes[name[i]] != unreserved {
			name = ""
			break
		}
	}
	if name == "" {
		e.Fail(member, "must be the name of a sub-resource, or name=value")
		return
	}
	if hasValue {
		e.QueryConst(name, value)
	} else {
		e.QueryFlag(name)
	}
}

// Query appends a member; "" is not sent. The member's name is for issues: every
// value can be escaped, so that there are none today.
func (e *Encoder) Query(_, name, v string) {
	if v != "" {
		e.QueryConst(name, v)
	}
}

// QueryPtr appends a member; nil is not sent, empty is.
func (e *Encoder) QueryPtr(_, name string, v *string) {
	if v != nil {
		e.QueryConst(name, *v)
	}
}

// QueryInt appends a member; nil is not sent.
func (e *Encoder) QueryInt(_, name string, v *int) {
	if v != nil {
		e.queryNumber(name, int64(*v))
	}
}

// QueryLong appends a member; nil is not sent.
func (e *Encoder) QueryLong(_, name string, v *int64) {
	if v != nil {
		e.queryNumber(name, *v)
	}
}

func (e *Encoder) queryNumber(name string, v int64) {
	e.parameter(name)
	e.query = strconv.AppendInt(append(e.query, '='), v, 10)
}

// QueryBool appends true or false; nil is not sent.
func (e *Encoder) QueryBool(_, name string, v *bool) {
	if v != nil {
		e.QueryConst(name, strconv.FormatBool(*v))
	}
}

// QueryFloat appends a member; nil is not sent.
func (e *Encoder) QueryFloat(_, name string, v *float32) {
	if v != nil {
		e.QueryConst(name, FloatText(*v))
	}
}

// QueryDouble appends a member; nil is not sent.
func (e *Encoder) QueryDouble(_, name string, v *float64) {
	if v != nil {
		e.QueryConst(name, DoubleText(*v))
	}
}

// QueryTime appends a time; the zero time is not sent.
func (e *Encoder) QueryTime(_, name string, t time.Time, f Format) {
	if !t.IsZero() {
		e.QueryConst(name, f.Text(t))
	}
}

// QueryTimePtr appends a time; nil is not sent.
func (e *Encoder) QueryTimePtr(_, name string, t *time.Time, f Format) {
	if t != nil {
		e.QueryConst(name, f.Text(*t))
	}
}

// QueryMap appends one parameter an entry, sorted by name. A name that the query
// has already is left as it stands.
func (e *Encoder) QueryMap(_ string, m map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(m)) {
		if !e.hasParameter(name) {
			e.QueryConst(name, m[name])
		}
	}
}

// QueryListMap appends one parameter a value, sorted by name. A name that the
// query has already is left as it stands.
func (e *Encoder) QueryListMap(_ string, m map[string][]string) {
	for _, name := range slices.Sorted(maps.Keys(m)) {
		if !e.hasParameter(name) {
			e.QueryList("", name, m[name])
		}
	}
}

// hasParameter says whether the query has a parameter of that name.
func (e *Encoder) hasParameter(name string) bool {
	want := string(appendEscaped(nil, name, unreserved))
	for p := range strings.SplitSeq(string(e.query), "&") {
		if got, _, _ := strings.Cut(p, "="); got == want && p != "" {
			return true
		}
	}
	return false
}
