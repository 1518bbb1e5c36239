// SPDX-License-Identifier: Apache-2.0

package interop

import "testing"

func TestAnAllowanceExcusesNoMoreThanItSays(t *testing.T) {
	t.Parallel()
	one, two := []string{"1"}, []string{"2"}
	for _, tt := range []struct {
		name         string
		place        Place
		header       string
		ours, theirs []string
		want         string // the kind; empty for none
	}{
		{"a header that is listed", Header, "User-Agent", one, two, "User-Agent"},
		{"a header with a listed beginning", Header, "Amz-Sdk-Request", nil, one, "Amz-Sdk-*"},
		{"a checksum that one side does not send", Header, "X-Amz-Checksum-Crc32", nil, one, "checksum"},
		{"two checksums", Header, "X-Amz-Checksum-Crc32", one, two, ""},
		{"a member whose name is like a checksum's", Header, "X-Amz-Checksum-Type", nil, one, ""},
		{"a header that is not listed", Header, "Expect", nil, one, ""},
		{"a parameter with the name of a header", Query, "user-agent", one, two, ""},
		{"a constant that one side does not send", Query, "x-id", one, nil, "x-id"},
		{"two constants", Query, "x-id", one, two, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if a, _ := Excuse(tt.place, tt.header, tt.ours, tt.theirs); a.Kind != tt.want {
				t.Errorf("excused as %q, want %q", a.Kind, tt.want)
			}
		})
	}
}

func TestEveryAllowanceHasAReason(t *testing.T) {
	t.Parallel()
	for _, a := range Allowances() {
		if a.Kind == "" || a.Reason == "" {
			t.Errorf("%s %s lacks a kind or a reason", a.Place, a.Name)
		}
	}
}
