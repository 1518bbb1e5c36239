// SPDX-License-Identifier: Apache-2.0

package preflights

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write testdata/verdicts.txt anew")

// TestEveryExchangeIsArgued judges each exchange twice, without credentials and
// with. Exactly one argument holds for it, the verdict is that argument's, and
// the list of all of them is the one that has been read.
func TestEveryExchangeIsArgued(t *testing.T) {
	t.Parallel()
	all := recorded(t)
	if all == nil {
		return
	}
	var list strings.Builder
	used := map[string]int{}
	allowed, preflights := 0, 0
	for _, x := range all {
		kind := "answer"
		if x.isPreflight() {
			kind = "preflight"
			preflights++
		}
		fmt.Fprintf(&list, "%s | %s | %s %d\n", x.server, x.title, kind, x.answer.StatusCode)
		var said []string
		for _, credentials := range []bool{false, true} {
			verdict, why := x.argue(t, credentials)
			used[why]++
			if verdict == "allowed" {
				allowed++
			}
			said = append(said, verdict+": "+why)
		}
		if said[0] == said[1] {
			fmt.Fprintf(&list, "\t%s\n", said[0])
		} else {
			fmt.Fprintf(&list, "\t%s\n\twith credentials %s\n", said[0], said[1])
		}
	}
	for _, a := range arguments {
		t.Logf("%4d %s", used[a.why], a.why)
		if used[a.why] == 0 {
			t.Errorf("no exchange is judged by %q", a.why)
		}
	}
	t.Logf("%d exchanges, %d of them preflights, judged twice: %d allowed, %d refused", len(all), preflights, allowed, 2*len(all)-allowed)
	golden := filepath.Join("testdata", "verdicts.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(list.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(list.String(), "\n")); diff != "" {
		t.Errorf("verdicts (-want +got):\n%s", diff)
	}
}

// argue finds the one argument that holds, and compares it with the verdict.
func (x *exchange) argue(t *testing.T, credentials bool) (verdict, why string) {
	t.Helper()
	f, v := x.facts(credentials), x.judge(credentials)
	for _, a := range arguments {
		if !a.holds(f) {
			continue
		}
		if why != "" {
			t.Errorf("%s %s: %q and %q", x.server, x.title, why, a.why)
		}
		why = a.why
		if v.Reason != a.reason || v.Allowed != (a.reason == "") {
			t.Errorf("%s %s, credentials %v: %q, and the verdict is %+v", x.server, x.title, credentials, why, v)
		}
	}
	if why == "" {
		t.Errorf("%s %s: no argument: %+v", x.server, x.title, v)
	}
	if verdict = v.Reason; v.Allowed {
		verdict = "allowed"
	}
	if v.Parameter != "" {
		verdict += " " + v.Parameter
	}
	return verdict, why
}
