// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"strconv"
	"time"
)

// record is a structure by member name. A member that is present is written,
// even when it is empty. Values are string, int64, bool, time.Time, []any,
// map[string]string and record.
type record map[string]any

func (r record) text(name string) string {
	s, _ := r[name].(string)
	return s
}

func (r record) has(name string) bool {
	_, ok := r[name]
	return ok
}

func (r record) number(name string) (int64, bool) {
	n, ok := r[name].(int64)
	return n, ok
}

func (r record) flag(name string) bool {
	b, _ := r[name].(bool)
	return b
}

func (r record) time(name string) time.Time {
	t, _ := r[name].(time.Time)
	return t
}

func (r record) record(name string) record {
	sub, _ := r[name].(record)
	return sub
}

func (r record) records(name string) []record {
	list, _ := r[name].([]any)
	var all []record
	for _, v := range list {
		if sub, ok := v.(record); ok {
			all = append(all, sub)
		}
	}
	return all
}

func (r record) texts(name string) []string {
	list, _ := r[name].([]any)
	var all []string
	for _, v := range list {
		if s, ok := v.(string); ok {
			all = append(all, s)
		}
	}
	return all
}

// Layouts of timestamps that are written; S3 always gives milliseconds.
const (
	httpDate = "Mon, 02 Jan 2006 15:04:05 GMT"
	dateTime = "2006-01-02T15:04:05.000Z"
)

// httpLayouts are the three forms of a date that HTTP lets a client send.
var httpLayouts = []string{httpDate, "Monday, 02-Jan-06 15:04:05 GMT", time.ANSIC}

func parseTime(value, layout string) (time.Time, bool) {
	switch layout {
	case "http-date":
		for _, l := range httpLayouts {
			if t, err := time.Parse(l, value); err == nil {
				return t.UTC(), true
			}
		}
	case "epoch-seconds":
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			return time.Unix(n, 0).UTC(), true
		}
	default:
		if t, err := time.Parse(time.RFC3339Nano, value); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

func formatTime(t time.Time, layout string) string {
	switch layout {
	case "http-date":
		return t.UTC().Format(httpDate)
	case "epoch-seconds":
		return strconv.FormatInt(t.Unix(), 10)
	}
	return t.UTC().Format(dateTime)
}

// parseScalar reads a value as the schema's kind; ok is false when it is none.
func parseScalar(value string, s *schema, layout string) (v any, ok bool) {
	switch s.kind {
	case "integer", "long", "short", "byte":
		n, err := strconv.ParseInt(value, 10, 64)
		return n, err == nil
	case "boolean":
		switch value {
		case "true", "True", "TRUE":
			return true, true
		case "false", "False", "FALSE":
			return false, true
		}
		return nil, false
	case "timestamp":
		return parseTime(value, layout)
	}
	return value, true
}

func formatScalar(v any, layout string) string {
	switch v := v.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case int:
		return strconv.Itoa(v)
	case bool:
		return strconv.FormatBool(v)
	case time.Time:
		return formatTime(v, layout)
	}
	return ""
}
