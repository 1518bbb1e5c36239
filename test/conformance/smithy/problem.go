// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"fmt"
	"reflect"
)

// problem is a sentence about what is wrong.
func problem(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// show quotes a value, not all of a long one.
func show(v any) string {
	format := "%+v"
	switch x := v.(type) {
	case string, []byte:
		format = "%q"
	default:
		if p := reflect.ValueOf(x); p.Kind() == reflect.Pointer && !p.IsNil() {
			return show(p.Elem().Interface())
		}
	}
	text := fmt.Sprintf(format, v)
	if len(text) > 600 {
		return fmt.Sprintf("%.600s... (%d bytes)", text, len(text))
	}
	return text
}

// anyMap keeps no parameters from being null: a case without parameters means
// a structure without members.
func anyMap(params map[string]any) any {
	if params == nil {
		return map[string]any{}
	}
	return params
}

// text is *s, "" for nil.
func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
