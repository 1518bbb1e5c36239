// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"reflect"
	"strings"
)

// Both clients name a field for its member, each in its own spelling: Id, ID;
// Url, URL. canonical is what they agree on.
func canonical(name string) string {
	return strings.ToLower(strings.ReplaceAll(name, "_", ""))
}

// field finds the field of a structure that stands for a member.
func field(v reflect.Value, name string) (reflect.Value, bool) {
	name = canonical(name)
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.IsExported() && canonical(f.Name) == name {
			return v.Field(i), true
		}
	}
	return reflect.Value{}, false
}

// strangers are the fields of a structure that stand for none of a shape's
// members. What aws-sdk-go-v2 keeps for itself is left out.
func strangers(t reflect.Type, sh *shape) []string {
	known := map[string]bool{canonical("ResultMetadata"): true}
	for _, m := range sh.Members {
		known[canonical(m.Name)] = true
	}
	var names []string
	for f := range t.Fields() {
		if f.IsExported() && !known[canonical(f.Name)] {
			names = append(names, f.Name)
		}
	}
	return names
}
