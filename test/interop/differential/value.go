// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"time"
)

// A value is what both clients are given and what is read back from them, free
// of either's types:
//
//	string, int64, bool, time.Time  as they are
//	[]byte                          blobs, and streams that were read to their end
//	[]any                           lists
//	record                          structures and unions, by the model's member names
//	table                           maps
//	blank                           a zero that cannot be told from absence
//	nil                             absent
type (
	record map[string]any
	table  map[string]any
)

// blank is the zero value of a field that is no pointer: the client cannot say
// whether the answer had it. It equals its zero value as well as absence. This
// is the only leniency in comparing values, beside the one for maps of headers
// that reader.structure names: nil and empty lists differ, as do nil and
// pointers to zero values.
type blank struct{ zero any }

// difference is a place where two values differ.
type difference struct {
	path         string
	ours, theirs any
}

// String names the place and both values.
func (d difference) String() string {
	return fmt.Sprintf("%s: ours %s, theirs %s", d.path, show(d.ours), show(d.theirs))
}

// show prints a value with its type, where that is needed to tell it apart.
func show(v any) string {
	switch v := v.(type) {
	case nil:
		return "absent"
	case blank:
		return fmt.Sprintf("absent or %s", show(v.zero))
	case []byte:
		return fmt.Sprintf("bytes %q", v)
	case string:
		return fmt.Sprintf("%q", v)
	case time.Time:
		return v.UTC().Format(time.RFC3339Nano)
	default:
		return fmt.Sprintf("%v", v)
	}
}

// differences compares two values.
func differences(path string, ours, theirs any) []difference {
	switch a := ours.(type) {
	case record:
		if b, ok := theirs.(record); ok {
			return entries(path, ".%s", a, b)
		}
	case table:
		if b, ok := theirs.(table); ok {
			return entries(path, "[%q]", a, b)
		}
	case []any:
		if b, ok := theirs.([]any); ok {
			return elements(path, a, b)
		}
	}
	if same(ours, theirs) {
		return nil
	}
	return []difference{{path, ours, theirs}}
}

// entries compares what has names.
func entries[M ~map[string]any](path, format string, ours, theirs M) []difference {
	names := slices.Collect(maps.Keys(ours))
	for name := range theirs {
		if _, ok := ours[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var all []difference
	for _, name := range names {
		all = append(all, differences(path+fmt.Sprintf(format, name), ours[name], theirs[name])...)
	}
	return all
}

// elements compares what has an order.
func elements(path string, ours, theirs []any) []difference {
	var all []difference
	if len(ours) != len(theirs) {
		all = append(all, difference{"len(" + path + ")", int64(len(ours)), int64(len(theirs))})
	}
	for i := range min(len(ours), len(theirs)) {
		all = append(all, differences(fmt.Sprintf("%s[%d]", path, i), ours[i], theirs[i])...)
	}
	return all
}

// same compares what has no parts.
func same(a, b any) bool {
	if z, ok := a.(blank); ok {
		return b == nil || same(z.zero, b)
	}
	if z, ok := b.(blank); ok {
		return a == nil || same(a, z.zero)
	}
	if x, ok := a.(time.Time); ok {
		y, ok := b.(time.Time)
		return ok && x.Equal(y)
	}
	return reflect.DeepEqual(a, b)
}

// keys are a map's names, sorted.
func keys[K cmp.Ordered, V any](m map[K]V) []K {
	return slices.Sorted(maps.Keys(m))
}
