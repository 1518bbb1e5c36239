// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"errors"
	"math"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/rest"
)

func TestListsInHeaders(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)
	write := func(n int) func(*rest.Encoder) { // -1 is nil
		return func(e *rest.Encoder) {
			e.HeaderList("A", "A", some(n, "a,b"))
			e.HeaderIntList("B", "B", some(n, 1))
			e.HeaderLongList("C", "C", some(n, int64(2)))
			e.HeaderBoolList("D", "D", some(n, true))
			e.HeaderFloatList("E", "E", some(n, float32(0.5)))
			e.HeaderDoubleList("F", "F", some(n, 0.25))
			e.HeaderTimeList("G", "G", some(n, at), rest.EpochSeconds)
		}
	}
	for n, want := range map[int]http.Header{
		-1: {},
		0:  {"A": {""}, "B": {""}, "C": {""}, "D": {""}, "E": {""}, "F": {""}, "G": {""}},
		2: {
			"A": {`"a,b", "a,b"`}, "B": {"1, 1"}, "C": {"2, 2"}, "D": {"true, true"}, "E": {"0.5, 0.5"}, "F": {"0.25, 0.25"},
			"G": {"1785585600, 1785585600"},
		},
	} {
		var e rest.Encoder
		e.Reset(nil)
		write(n)(&e)
		if diff := cmp.Diff(want, e.Head); diff != "" || len(e.Issues) > 0 {
			t.Errorf("%d items: %v %s", n, e.Issues, diff)
		}
	}
}

func TestListsLoseNoItems(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		list []string
		want string
	}{
		{[]string{"a", "", "b"}, `a, "", b`},
		{[]string{""}, `""`},
		{[]string{" a", "b\t", "c d"}, `" a", "b\t", c d`},
		{[]string{" ", `x,"\y`, `\z`}, `" ", "x,\"\\y", \z`},
	} {
		r := mustRecord(t, rest.Config{}, func(e *rest.Encoder) {
			get(e)
			e.HeaderList("A", "A", test.list)
		})
		if got := r.Header.Get("A"); got != strings.ReplaceAll(test.want, `\t`, "\t") {
			t.Errorf("%q is sent as %q, want %q", test.list, got, test.want)
		}
	}
	_, err := record(t, rest.Config{}, func(e *rest.Encoder) {
		get(e)
		e.HeaderList("A", "A", []string{"", "a\n"})
	})
	if bad, ok := errors.AsType[*rest.InputError](err); !ok || bad.Fields[0].Field != "A" {
		t.Errorf("a line feed: %v", err)
	}
}

// some is a list with n times v, nil if n is negative.
func some[T any](n int, v T) []T {
	if n < 0 {
		return nil
	}
	list := make([]T, n)
	for i := range list {
		list[i] = v
	}
	return list
}

func TestAUnionHasOneFieldSet(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		set []bool
		ok  bool
	}{{nil, false}, {[]bool{false, false}, false}, {[]bool{true, true}, false}, {[]bool{false, true}, true}} {
		_, err := record(t, rest.Config{}, func(e *rest.Encoder) {
			e.Start("PUT", "/")
			x := e.XML()
			x.Root("Thing", "")
			x.Field("Choice")
			rest.OneOf(x, test.set...)
			x.Done()
			x.End()
		})
		bad, isInput := errors.AsType[*rest.InputError](err)
		if (err == nil) != test.ok || isInput && bad.Fields[0].Field != "Choice" {
			t.Errorf("%v: %v", test.set, err)
		}
	}
}

func TestDefaultsAndTextsOfNumbers(t *testing.T) {
	t.Parallel()
	v := 0
	if got := rest.Or(&v, 1); got != &v {
		t.Errorf("a value that is there became %d", *got)
	}
	if got := rest.Or(nil, 1); *got != 1 {
		t.Errorf("the default is %d", *got)
	}
	if got := rest.FloatText(float32(math.Inf(-1))) + " " + rest.DoubleText(math.NaN()) + " " + rest.DoubleText(1.5); got != "-Infinity NaN 1.5" {
		t.Error(got)
	}
}
