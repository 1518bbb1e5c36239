// SPDX-License-Identifier: Apache-2.0

package conformance_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/test/conformance"
	"github.com/seed-40dc4ce0/pail/test/conformance/sabotage"
)

func TestSuiteSeesBugsOfAnImplementation(t *testing.T) {
	t.Parallel()
	for _, bug := range sabotage.Bugs() {
		t.Run("it "+bug.Name, func(t *testing.T) {
			t.Parallel()
			red(t, conformance.Check(t.Context(), inMemory(bug.Wrap)), bug.Reddens)
		})
	}
}

// TestSuiteSeesBugsOfAClient wraps the client of a store that differs from S3
// in most, and sees those bugs that the store lets one see.
func TestSuiteSeesBugsOfAClient(t *testing.T) {
	t.Parallel()
	for _, bug := range append(sabotage.Bugs(), sabotage.VendorBugs()...) {
		t.Run("it "+bug.Name, func(t *testing.T) {
			t.Parallel()
			h := emulated(t, store{provider: "qingstor"}, func(*config.Config) {})
			if reason, excused := h.Exceptions[bug.Reddens]; excused {
				t.Log(reason)
				return
			}
			open := h.Open
			h.Open = func(ctx context.Context) (conformance.Bucket, error) {
				b, err := open(ctx)
				b.API = bug.Wrap(b.API)
				return b, err
			}
			operation, _, _ := strings.Cut(bug.Reddens, "/")
			red(t, conformance.CheckOperation(t.Context(), h, operation), bug.Reddens)
		})
	}
}

// TestSuiteSeesBugsOnTheWire tries the whole suite on the first store, and on
// the others the operation in which a bug shows.
func TestSuiteSeesBugsOnTheWire(t *testing.T) {
	t.Parallel()
	for i, s := range stores() {
		for _, bug := range sabotage.WireBugs() {
			t.Run(s.provider+" it "+bug.Name, func(t *testing.T) {
				t.Parallel()
				wire := &conformance.Wire{}
				var opts []service.Option
				if bug.Stack != nil {
					opts = append(opts, service.WithAPIOptions(bug.Stack))
				}
				h := emulated(t, s, func(cfg *config.Config) {
					var transport http.RoundTripper = wire
					if cfg.Transport != nil {
						wire.Base = cfg.Transport
					}
					if bug.Transport != nil {
						transport = bug.Transport(wire)
					}
					cfg.Transport = transport
				}, opts...)
				h.Wire = wire
				if i == 0 {
					red(t, conformance.Check(t.Context(), h), bug.Reddens)
					return
				}
				operation, _, _ := strings.Cut(bug.Reddens, "/")
				red(t, conformance.CheckOperation(t.Context(), h, operation), bug.Reddens)
			})
		}
	}
}

// red checks that the behaviour that a bug must turn red is.
func red(t *testing.T, results []conformance.Result, title string) {
	t.Helper()
	failures := conformance.Failures(results)
	for _, r := range failures {
		if r.Title() == title {
			t.Logf("%d of %d behaviours are red, among them %q", len(failures), len(results), title)
			return
		}
	}
	t.Errorf("%q did not fail, but %d others did", title, len(failures))
}
