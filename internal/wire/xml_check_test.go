// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"math"
	"slices"
	"testing"
)

func TestBoundsWithinADocumentAreToldWithTheirPath(t *testing.T) {
	t.Parallel()
	var e Encoder
	e.Reset(nil)
	x := e.XML()
	x.Root("Rules", "")
	x.Item("Rules", 2)
	x.Length("ID", 256, 0, 255)
	x.Length("ID", 255, 0, 255)
	x.Length("Name", 0, 1, 9) // not set
	x.Range("MaxAge", new(-1), 0, math.MaxInt)
	x.Range("MaxAge", nil, 0, math.MaxInt)
	x.RangeLong("Size", new(int64(9)), math.MinInt64, 8)
	x.Done()
	x.End()
	var got []string
	for _, i := range e.Issues {
		got = append(got, i.Field+" "+i.Problem)
	}
	want := []string{
		"Rules[2].ID has length 256, which must be at most 255",
		"Rules[2].MaxAge must be at least 0",
		"Rules[2].Size must be at most 8",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
