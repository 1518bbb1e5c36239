// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
)

// batch is how many requests a page makes at once. A request that may be sent
// elsewhere keeps its connection while the browser asks there, and of those
// there are six to a host: more such requests at once wait for each other.
const (
	batch         = 60
	redirectBatch = 5
)

// atOnce is how many pages are at work at a time.
const atOnce = 3

// lab is a browser and its world.
type lab struct {
	world   *world
	browser *chromium

	mu   sync.Mutex
	tabs map[string]*tab
}

// newLab starts one that ends with the test.
func newLab(t *testing.T) *lab {
	t.Helper()
	w := newWorld(t)
	l := &lab{world: w, browser: start(t, w.rules), tabs: map[string]*tab{}}
	t.Log(l.browser.version)
	return l
}

// tab is the open page, opened if need be.
func (l *lab) tab(t *testing.T, page string) *tab {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.tabs[page] == nil {
		l.tabs[page] = open(t, l.browser, l.world, page)
	}
	return l.tabs[page]
}

// trial is a row that was run.
type trial struct {
	row      *row
	attempt  *attempt
	ask      answers
	observed *observed
}

// run makes the requests of rows, page by page, and gives what came of each, in
// their order.
func (l *lab) run(t *testing.T, rows []row) []*trial {
	t.Helper()
	trials := make([]*trial, len(rows))
	byPage := map[string][]*trial{}
	for i := range rows {
		trials[i] = l.prepare(t, &rows[i])
		byPage[rows[i].at()] = append(byPage[rows[i].at()], trials[i])
	}
	var group sync.WaitGroup
	running := make(chan struct{}, atOnce)
	for page, list := range byPage {
		b := l.tab(t, page)
		group.Go(func() {
			running <- struct{}{}
			defer func() { <-running }()
			if err := b.try(t.Context(), list); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		})
	}
	group.Wait()
	if t.Failed() {
		t.FailNow()
	}
	return trials
}

// try runs trials, a batch at a time.
func (b *tab) try(ctx context.Context, list []*trial) error {
	for _, some := range batches(list) {
		attempts := make([]*attempt, 0, len(some))
		for _, x := range some {
			attempts = append(attempts, x.attempt)
		}
		all, err := b.run(ctx, attempts)
		if err != nil {
			return err
		}
		for i, o := range all {
			some[i].observed = o
		}
	}
	return nil
}

// batches splits trials into those that may run at once.
func batches(list []*trial) [][]*trial {
	var plain, redirected []*trial
	for _, x := range list {
		if x.row.redirects() {
			redirected = append(redirected, x)
		} else {
			plain = append(plain, x)
		}
	}
	return slices.AppendSeq(slices.Collect(slices.Chunk(plain, batch)), slices.Chunk(redirected, redirectBatch))
}

// prepare makes what a row's request will meet.
func (l *lab) prepare(t *testing.T, r *row) *trial {
	t.Helper()
	id := newID()
	if r.bucket == nil {
		l.world.script.tell(id, r.stops...)
		return &trial{row: r, attempt: r.attempt(id, or(r.url, scheme(r.at())+scriptHost+"/$ID/1")), ask: told(id, r.stops)}
	}
	s := l.world.store(r.bucket.profile)
	bucket := "bucket-" + strings.TrimPrefix(id, "case-") + s.suffix // requests of its own making are nobody's
	if !r.bucket.missing {
		if err := s.furnish(t.Context(), bucket, r.bucket.rules); err != nil {
			t.Fatalf("%s: %v", r.name, err)
		}
	}
	return &trial{row: r, attempt: r.attempt(id, scheme(r.at())+s.url(bucket, "cat.jpg?$ID")), ask: evaluated(r.bucket)}
}
