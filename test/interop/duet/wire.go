// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"maps"
	"net/http"
	"slices"
	"testing"
)

// names are the headers and parameters of requests, as "header Content-Type" and
// "query prefix", but for those that the transport writes.
func names(exchanges []Exchange) map[string]bool {
	all := map[string]bool{}
	for _, x := range exchanges {
		for name := range x.Request.Header {
			if name = http.CanonicalHeaderKey(name); name != "Host" && name != "Content-Length" {
				all["header "+name] = true
			}
		}
		for name := range x.Request.URL.Query() {
			all["query "+name] = true
		}
	}
	return all
}

// wire compares what the two SDKs said for the same program. A name that one of
// them alone says must be excused, and every excuse must be needed.
func (v Vendor) wire(t *testing.T, s *Survey, sum *tally) {
	t.Helper()
	theirs, ours := names(sum.theirs), names(sum.ours)
	for i, side := range []struct {
		who       string
		said, not map[string]bool
		excuses   map[string]string
	}{{"the vendor's SDK", theirs, ours, v.OnlyTheirs}, {"pail", ours, theirs, v.OnlyOurs}} {
		for _, name := range slices.Sorted(maps.Keys(side.said)) {
			if side.not[name] {
				continue
			}
			s.Only[i] = append(s.Only[i], name)
			if side.excuses[name] == "" {
				t.Errorf("only %s sends the %s", side.who, name)
			}
		}
		for name := range side.excuses {
			if !slices.Contains(s.Only[i], name) {
				t.Errorf("%s is excused for the %s, and needs no excuse", side.who, name)
			}
		}
	}
}
