// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// failing is a harness under which nothing works.
func failing(exceptions map[string]string) Harness {
	return Harness{
		Name:       "nothing",
		Open:       func(context.Context) (Bucket, error) { return Bucket{}, errors.New("no bucket here") },
		Exceptions: exceptions,
	}
}

func TestCheckGivesAResultForEveryBehaviour(t *testing.T) {
	t.Parallel()
	var want []string
	for _, b := range behaviours() {
		want = append(want, b.title())
	}
	want = append(want, "Delete/removes every bucket of the suite")
	var got []string
	outcomes := map[Outcome]int{}
	for _, r := range Check(t.Context(), failing(nil)) {
		got = append(got, r.Title())
		outcomes[r.Outcome]++
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("results (-want +got):\n%s", diff)
	}
	if outcomes[Passed] != 1 || outcomes[NotRun] == 0 || outcomes[Failed] == 0 {
		t.Errorf("outcomes %v: all but the cleaning up should have failed, or not have been run", outcomes)
	}
}

func TestBehaviourNamesAreUnique(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, b := range behaviours() {
		if seen[b.title()] {
			t.Errorf("%q stands twice", b.title())
		}
		seen[b.title()] = true
		if strings.ContainsAny(b.name, "/\n") {
			t.Errorf("%q: go test's -run could not name it", b.title())
		}
	}
}

func TestExceptions(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, exception string
		title           string
		want            Outcome
	}{
		{"one behaviour is excused", "Create/refuses a bucket that exists", "Create/refuses a bucket that exists", Excused},
		{"a behaviour of every operation is excused", "*/says that there is no such bucket", "GetCORS/says that there is no such bucket", Excused},
		{"an operation is excused as a whole", "Create/*", "Create/makes a bucket again after it was deleted", Excused},
		{"others are not", "Create/refuses a bucket that exists", "Create/makes a bucket that Head finds", Failed},
		{"an exception that nothing failed under is a fault", "Create/makes tea", "Exceptions/Create/makes tea", Failed},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for _, r := range Check(t.Context(), failing(map[string]string{test.exception: "the reason"})) {
				if r.Title() != test.title {
					continue
				}
				if r.Outcome != test.want {
					t.Errorf("outcome %q, want %q", r.Outcome, test.want)
				}
				if text := r.String(); !strings.Contains(text, "the reason") && test.want == Excused {
					t.Errorf("%q does not say the reason", text)
				}
				return
			}
			t.Errorf("there is no result %q", test.title)
		})
	}
}

func TestAPanicIsAFailure(t *testing.T) {
	t.Parallel()
	h := failing(nil)
	h.Open = func(context.Context) (Bucket, error) { panic("out of buckets") }
	r := newSession(h).run(t.Context(), behaviour{"Create", "makes a bucket that Head finds", needsNothing, func(p *probe) { p.create() }})
	if r.Outcome != Failed || len(r.Failures) != 1 || !strings.Contains(r.Failures[0], "out of buckets") {
		t.Errorf("result %v, want one failure that names the panic", r)
	}
}

func TestTable(t *testing.T) {
	t.Parallel()
	got := Table("a store", []Result{
		{Operation: "Create", Behaviour: "makes a bucket", Outcome: Passed},
		{Operation: "Create", Behaviour: "refuses", Outcome: Excused, Reason: "it is lenient", Failures: []string{"no error"}},
		{Operation: "Head", Behaviour: "finds it", Outcome: Failed, Failures: []string{"404"}},
	})
	want := `a store
Create          makes a bucket  passed
                refuses         excused
                  it is lenient
Head            finds it        FAILED
                  404
3 behaviours: 1 passed, 1 failed, 1 excused, 0 not run, in 0s
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("table (-want +got):\n%s", diff)
	}
}
