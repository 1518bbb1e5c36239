// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"fmt"
	"reflect"
	"strings"
)

// plain is a name as members and fields share it: without underscores and in
// lower case.
func plain(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "")) }

// field is the index of the field of a structure that is a member.
func field(t reflect.Type, member string) (int, error) {
	found := -1
	for i := range t.NumField() {
		if f := t.Field(i); !f.IsExported() || plain(f.Name) != plain(member) {
			continue
		}
		if found >= 0 {
			return 0, fmt.Errorf("%s: the fields %s and %s of %s could be it", member, t.Field(found).Name, t.Field(i).Name, t)
		}
		found = i
	}
	if found < 0 {
		return 0, fmt.Errorf("%s: %s has no field for it", member, t)
	}
	return found, nil
}
