// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// session is one run of the suite: what it made and what it has found.
type session struct {
	h      Harness
	shared *Bucket  // where behaviours of objects work, each under a prefix
	asked  *Bucket  // with preflightRules, which nobody changes
	made   []Bucket // every bucket that may exist
	probes int
	bitten map[string]bool // exceptions that something failed under, or was not run
}

func newSession(h Harness) *session {
	if h.Timeout == 0 {
		h.Timeout = 30 * time.Second
	}
	return &session{h: h, bitten: map[string]bool{}}
}

// run tries one behaviour.
func (s *session) run(ctx context.Context, b behaviour) Result {
	r := Result{Operation: b.operation, Behaviour: b.name, Outcome: Passed}
	excuse, key := s.h.exception(b)
	if reason := s.h.lacks(b); reason != "" {
		r.Outcome, r.Reason = NotRun, reason
		s.bitten[key] = true
		return r
	}
	started := time.Now()
	p := s.try(ctx, b.check)
	r.Failures, r.Elapsed = p.failures, time.Since(started)
	if p.lacks != nil && len(r.Failures) == 0 {
		r.Outcome, r.Reason = NotRun, p.lacks.Error()
		s.bitten[key] = true
	}
	if len(r.Failures) > 0 {
		r.Outcome = Failed
		if key != "" {
			r.Outcome, r.Reason = Excused, excuse
			s.bitten[key] = true
		}
	}
	return r
}

// try runs a check in a goroutine of its own, which the check's fatal calls
// end. A panic of the implementation is a failure.
func (s *session) try(ctx context.Context, check func(*probe)) *probe {
	ctx, cancel := context.WithTimeout(ctx, s.h.Timeout)
	defer cancel()
	s.probes++
	p := &probe{session: s, ctx: ctx, number: s.probes}
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if v := recover(); v != nil {
				p.errorf("panic: %v\n%s", v, debug.Stack())
			}
		}()
		check(p)
	}()
	<-done
	return p
}

// tidy empties and deletes what the suite made.
func (s *session) tidy(ctx context.Context) Result {
	return s.run(context.WithoutCancel(ctx), behaviour{
		operation: "Delete", name: "removes every bucket of the suite", check: func(p *probe) {
			for _, b := range s.made {
				if err := remove(p.ctx, b.API); err != nil {
					p.errorf("%s: %v", b.Name, err)
				}
			}
		},
	})
}

// remove empties and deletes one bucket; that it does not exist is fine.
func remove(ctx context.Context, b bucket.API) error {
	for last := ""; ; {
		page, err := b.ListObjects(ctx, &bucket.ListObjectsInput{})
		if errors.Is(err, bucket.ErrNoSuchBucket) {
			return nil
		}
		if err != nil || len(page.Objects) == 0 || page.Objects[0].Key == last {
			break // the bucket is empty, or does not get any emptier
		}
		last = page.Objects[0].Key
		for _, o := range page.Objects {
			_, _ = b.DeleteObject(ctx, &bucket.DeleteObjectInput{Key: o.Key}) // Delete will tell
		}
	}
	_, err := b.Delete(ctx, &bucket.DeleteInput{})
	if errors.Is(err, bucket.ErrNoSuchBucket) {
		return nil
	}
	return err
}

// stale gives a failure for each exception that nothing failed under.
func (s *session) stale() []Result {
	var results []Result
	for _, key := range slices.Sorted(maps.Keys(s.h.Exceptions)) {
		if !s.bitten[key] {
			results = append(results, Result{
				Operation: "Exceptions", Behaviour: key, Outcome: Failed,
				Failures: []string{fmt.Sprintf("nothing failed under it; its reason was %q", s.h.Exceptions[key])},
			})
		}
	}
	return results
}
