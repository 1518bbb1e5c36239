// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"regexp"
	"testing"
)

// maxExceptions is how many there may be, and leastEqual the share of failures
// whose reasons must be the browser's.
const (
	maxExceptions = 3
	leastEqual    = 0.95
)

// exception is where the browser is not what the Fetch standard says, or more
// than package cors can know.
type exception struct {
	// names and header tell which trials: by name, or by a request header.
	names, header *regexp.Regexp
	why           string
}

// exceptions are all there are.
func exceptions() []exception {
	return []exception{
		{
			header: regexp.MustCompile(`(?i)^(dpr|device-memory|viewport-width|width|downlink|rtt|save-data|intervention)$`),
			why:    "Chromium lets pages send the client hints that it once sent itself without asking; the Fetch standard does not",
		},
		{
			header: regexp.MustCompile(`(?i)^user-agent$`),
			why:    "Chromium never asks for User-Agent, which it sends itself; the Fetch standard does where a script sets it",
		},
		{
			names: regexp.MustCompile(`^a method and a header that came apart$`),
			why:   "Chromium remembers the last answer for each URL; the Fetch standard, and cors.Cache, each method and each header",
		},
	}
}

// excused says why a trial may differ, "" for not at all.
func excused(name string, headers [][2]string) string {
	for _, e := range exceptions() {
		if e.names != nil && e.names.MatchString(name) {
			return e.why
		}
		for _, h := range headers {
			if e.header != nil && e.header.MatchString(h[0]) {
				return e.why
			}
		}
	}
	return ""
}

// judge compares trials, each as a sub-test, and prints the sums. It gives the
// exceptions that were needed.
func judge(t *testing.T, trials []*trial) map[string]bool {
	t.Helper()
	if n := len(exceptions()); n > maxExceptions {
		t.Errorf("%d exceptions, at most %d are wanted", n, maxExceptions)
	}
	var sum struct{ allowed, refused, failed, preflighted, equal, reasons, excused int }
	codes, used := map[string]int{}, map[string]bool{}
	for _, x := range trials {
		differences := x.compare()
		o := x.observed
		switch {
		case o.allowed():
			sum.allowed++
		case o.Refused != "":
			sum.refused++
		default:
			sum.failed++
			codes[o.Why.CORS.Error]++
		}
		if o.preflighted() {
			sum.preflighted++
		}
		sameReason := true
		for _, d := range differences {
			sameReason = sameReason && d.about != "reason"
		}
		if sameReason && o.Failed != "" {
			sum.reasons++
		}
		if len(differences) == 0 {
			sum.equal++
		} else if why := excused(x.row.name, x.row.headers); why != "" {
			sum.excused++
			used[why] = true
			continue
		}
		t.Run(x.row.name, func(t *testing.T) {
			for _, d := range differences {
				t.Error(d)
			}
			if t.Failed() {
				t.Logf("page %s\nattempt %+v\nanswers %+v\nobserved %+v", x.row.at(), *x.attempt, x.row.stops, *o)
				if x.row.bucket != nil {
					t.Logf("bucket %+v %+v", *x.row.bucket, x.row.bucket.rules)
				}
			}
		})
	}
	t.Logf("%d cases: the browser allowed %d, failed %d, sent nothing in %d; %d had a preflight", len(trials), sum.allowed, sum.failed, sum.refused, sum.preflighted)
	t.Logf("%d cases equal in everything, %d differ by one of %d documented exceptions", sum.equal, sum.excused, len(exceptions()))
	t.Logf("reason codes equal in %d of %d failures (%.1f %%), of %d kinds: %v", sum.reasons, sum.failed, 100*float64(sum.reasons)/float64(max(1, sum.failed)), len(codes), codes)
	if float64(sum.reasons) < leastEqual*float64(sum.failed) {
		t.Errorf("at least %.0f %% are wanted", 100*leastEqual)
	}
	return used
}
