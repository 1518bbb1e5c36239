// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/rest"
)

func TestLengthsAreChecked(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		n, least, most int
		problem        string
	}{
		{0, 1, 5, "has length 0, which must be between 1 and 5"},
		{0, 1, math.MaxInt, "has length 0, which must be at least 1"},
		{6, 1, 5, "has length 6, which must be between 1 and 5"},
		{6, 0, 5, "has length 6, which must be at most 5"},
		{1, 1, 5, ""},
		{5, 1, 5, ""},
		{0, 0, 5, ""},
		{0, 0, math.MaxInt, ""},
		{9, 1, math.MaxInt, ""},
	} {
		_, err := record(t, rest.Config{}, func(e *rest.Encoder) {
			e.Start("PUT", "/")
			e.Length("Name", test.n, test.least, test.most)
			x := e.XML()
			x.Root("Thing", "")
			x.Item("Rules", 1)
			rest.Length(x, "ID", test.n, test.least, test.most)
			x.End()
		})
		var want []rest.Issue
		if test.problem != "" {
			want = []rest.Issue{{Field: "Name", Problem: test.problem}, {Field: "Rules[1].ID", Problem: test.problem}}
		}
		var got []rest.Issue
		if bad, ok := errors.AsType[*rest.InputError](err); ok {
			got = bad.Fields
		}
		if diff := cmp.Diff(want, got); diff != "" || (err == nil) != (want == nil) {
			t.Errorf("%+v: %v %s", test, err, diff)
		}
	}
}

// The runtime of clients words lengths as the encoder below it does.
func TestLengthsAreWordedAsBelow(t *testing.T) {
	t.Parallel()
	for _, bounds := range [][2]int{{3, 5}, {8, math.MaxInt}, {0, 5}} {
		var e rest.Encoder
		e.Length("Name", 7, bounds[0], bounds[1])
		e.Encoder.Length("Name", 7, bounds[0], bounds[1])
		if len(e.Issues) != 2 || e.Issues[0] != e.Issues[1] {
			t.Errorf("%v: %v", bounds, e.Issues)
		}
	}
}
