// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/rest"
)

// list is an input of pages, and page one of its outputs.
type (
	list struct{ From, Last int }
	page struct{ Items []int }
)

var errPage = errors.New("no such page")

// listPages gives the pages from in.From to in.Last; the page -1 is an error.
func listPages(in *list, asked *[]int) (call func(*list) (*page, error), next func(*list, *page) bool) {
	call = func(in *list) (*page, error) {
		*asked = append(*asked, in.From)
		if in.From < 0 {
			return nil, errPage
		}
		return &page{Items: []int{in.From * 10, in.From*10 + 1}[:min(in.From, 2)]}, nil
	}
	next = func(in *list, _ *page) bool {
		in.From++
		return in.From <= in.Last
	}
	return call, next
}

func TestPagesAreAskedForUntilTheLast(t *testing.T) {
	t.Parallel()
	var asked []int
	in := &list{From: 0, Last: 3}
	call, next := listPages(in, &asked)
	pages := rest.Pages(in, call, next)
	in.Last = 100 // the input was copied
	items := rest.Items(pages, func(p *page) []int { return p.Items })
	for range 2 { // a second loop begins anew
		var got []int
		for item, err := range items {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, item)
		}
		if diff := cmp.Diff([]int{10, 20, 21, 30, 31}, got); diff != "" {
			t.Error(diff)
		}
	}
	if diff := cmp.Diff([]int{0, 1, 2, 3, 0, 1, 2, 3}, asked); diff != "" || in.From != 0 {
		t.Errorf("the input is %+v: %s", in, diff)
	}
}

func TestALoopThatEndsAsksForNoMore(t *testing.T) {
	t.Parallel()
	var asked []int
	in := &list{From: 2, Last: 9}
	call, next := listPages(in, &asked)
	pages := rest.Pages(in, call, next)
	for p, err := range pages {
		if err != nil || p == nil {
			t.Error(p, err)
		}
		break
	}
	for range rest.Items(pages, func(p *page) []int { return p.Items }) {
		break
	}
	if diff := cmp.Diff([]int{2, 2}, asked); diff != "" {
		t.Error(diff)
	}
}

func TestAnErrorEndsThePages(t *testing.T) {
	t.Parallel()
	var asked []int
	in := &list{From: -1, Last: 9}
	call, next := listPages(in, &asked)
	n := 0
	for p, err := range rest.Pages(in, call, next) {
		if n++; p != nil || !errors.Is(err, errPage) {
			t.Errorf("got %v, %v", p, err)
		}
	}
	for item, err := range rest.Items(rest.Pages(in, call, next), func(p *page) []int { return p.Items }) {
		if n++; item != 0 || !errors.Is(err, errPage) {
			t.Errorf("got %v, %v", item, err)
		}
	}
	if n != 2 || len(asked) != 2 {
		t.Errorf("%d rounds, asked for %v", n, asked)
	}
}

func TestPagesOfANilInputAreThoseOfAnEmptyOne(t *testing.T) {
	t.Parallel()
	var asked []int
	call, next := listPages(nil, &asked)
	for _, err := range rest.Pages(nil, call, next) {
		if err != nil {
			t.Error(err)
		}
	}
	if diff := cmp.Diff([]int{0}, asked); diff != "" {
		t.Error(diff)
	}
}

func TestTheSamePageAgainIsAnError(t *testing.T) {
	t.Parallel()
	calls := 0
	call := func(*list) (*page, error) { calls++; return new(page), nil }
	var got []error
	for _, err := range rest.Pages(&list{From: 1}, call, func(in *list, _ *page) bool { in.From = 2; return true }) {
		got = append(got, err)
	}
	if len(got) != 3 || !errors.Is(got[2], rest.ErrSamePage) || calls != 2 {
		t.Errorf("after %d calls: %v", calls, got)
	}
}

func TestTheSamePageAgainIsAnErrorBesideWhatIsNotEqualToItself(t *testing.T) {
	t.Parallel()
	type list struct {
		From   string
		Weight float64
		Scale  float32
		At     time.Time
		Tags   []string
	}
	nan := math.NaN()
	first := list{From: "a", Weight: nan, Scale: float32(nan), At: time.Unix(1, 0), Tags: []string{"t"}}
	n := 0
	call := func(*list) (*page, error) { n++; return new(page), nil }
	var last error
	for _, err := range rest.Pages(&first, call, func(in *list, _ *page) bool { in.From = "b"; return n < 9 }) {
		last = err
	}
	if !errors.Is(last, rest.ErrSamePage) || n != 2 {
		t.Errorf("after %d calls: %v", n, last)
	}
	n = 0
	for _, err := range rest.Pages(&first, call, func(in *list, _ *page) bool { in.From += "b"; return n < 9 }) {
		last = err
	}
	if last != nil || n != 9 {
		t.Errorf("after %d calls of other pages: %v", n, last)
	}
}
