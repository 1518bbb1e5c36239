// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// tally is what is counted while the program runs.
type tally struct {
	theirs, ours []Exchange
	// noted are the vendor's calls that send nothing.
	noted    []string
	lines    []Line
	compared int
}

func (a *tally) add(b *tally) {
	a.theirs, a.ours = append(a.theirs, b.theirs...), append(a.ours, b.ours...)
	a.noted = append(a.noted, b.noted...)
	a.lines, a.compared = append(a.lines, b.lines...), a.compared+b.compared
}

// Survey is what is known of an SDK's calls after the program.
type Survey struct {
	// SDK is its name and version.
	SDK string
	// Theirs and Ours are how often each call was used, of the SDK and of pail.
	Theirs, Ours map[string]int
	// Signed is how many of the requests were signed, theirs and ours.
	Signed [2]int
	// Methods is how many methods the SDK's clients have.
	Methods int
	// Probed are the methods that the program does not use, by what came of
	// calling them.
	Probed map[Outcome][]string
	// Unsupported are the operations of pail that it refuses for the provider.
	Unsupported []string
	// Apart are the other operations of pail that the program does not use.
	Apart []string
	// Payloads are how Signature Version 4 covered the bodies, theirs and ours.
	Payloads [2]map[string]int
	// Only are the headers and parameters that one side alone sends.
	Only [2][]string
	// Compared is how many steps were compared, Lacking which were not.
	Compared int
	Lacking  []string
}

// Outcome is what came of calling a method just so.
type Outcome struct {
	Kind Kind
	// Said is the store's status and code.
	Said string
}

// Kind is whether a call reached the store, and what the store did.
type Kind int

// The kinds of outcomes.
const (
	NotServed Kind = iota // the store says clearly that it does not do that
	Served                // the store served it, or refused what was in it
	NotSent               // the SDK refused what was in it
	Silent                // it sends nothing
)

// String says the kind in words.
func (k Kind) String() string {
	return [...]string{
		"not served by the emulator", "understood by the emulator, though not part of the program",
		"not sent: the SDK refuses the input that the survey made up", "send nothing",
	}[k]
}

func (v Vendor) survey(t *testing.T, sum *tally) *Survey {
	t.Helper()
	s := &Survey{SDK: v.Name + " " + v.Version(), Theirs: map[string]int{}, Ours: map[string]int{}, Probed: map[Outcome][]string{}, Compared: sum.compared}
	for i, side := range []struct {
		exchanges []Exchange
		calls     map[string]int
	}{{sum.theirs, s.Theirs}, {sum.ours, s.Ours}} {
		s.Payloads[i] = map[string]int{}
		for _, x := range side.exchanges {
			side.calls[x.Call]++
			if payload := x.Request.Header.Get("X-Amz-Content-Sha256"); payload != "" {
				s.Payloads[i][kindOf(payload)]++
			}
			if x.Signed {
				s.Signed[i]++
			}
		}
	}
	for _, call := range sum.noted {
		s.Theirs[call]++
	}
	s.Lacking = lacking(sum.lines, len(v.Settings))
	v.probe(t, s)
	v.unused(t, s)
	v.wire(t, s, sum)
	return s
}

// kindOf is what stands for the payload in a signature, all hashes being one.
func kindOf(payload string) string {
	if len(payload) == 2*sha256.Size {
		return "hash"
	}
	return payload
}

// lacking are the steps that were not compared, and in how many settings, unless
// it was in all.
func lacking(lines []Line, settings int) []string {
	var names []string
	counts := map[string]int{}
	for _, l := range lines {
		if !l.Lacks {
			continue
		}
		if counts[l.Step]++; counts[l.Step] == 1 {
			names = append(names, l.Step)
		}
	}
	for i, name := range names {
		if n := counts[name]; n < settings {
			names[i] = fmt.Sprintf("%s (in %d of %d settings)", name, n, settings)
		}
	}
	return names
}

// String is the table.
func (s *Survey) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d of %d methods used\n", s.SDK, len(s.Theirs), s.Methods)
	fmt.Fprintf(&b, "  %-34s %s\n", "the vendor's SDK", calls(s.Theirs, s.Signed[0]))
	fmt.Fprintf(&b, "  %-34s %s\n", "pail", calls(s.Ours, s.Signed[1]))
	fmt.Fprintf(&b, "  %-34s %d\n", "steps compared, and equal", s.Compared)
	named(&b, "steps for which one of the two SDKs has no call", s.Lacking)
	list(&b, "vendor's calls and requests", s.Theirs)
	list(&b, "pail's calls and requests", s.Ours)
	for i, title := range []string{"vendor's payloads in signatures", "pail's payloads in signatures"} {
		if len(s.Payloads[i]) > 0 {
			list(&b, title, s.Payloads[i])
		}
	}
	named(&b, "headers and parameters that the vendor's SDK alone sends", s.Only[0])
	named(&b, "headers and parameters that pail alone sends", s.Only[1])
	named(&b, "pail's operations that the provider lacks, refused as unsupported", s.Unsupported)
	named(&b, "pail's operations that the program leaves out", s.Apart)
	outcomes := slices.SortedFunc(maps.Keys(s.Probed), func(a, b Outcome) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), strings.Compare(a.Said, b.Said))
	})
	for _, o := range outcomes {
		names := s.Probed[o]
		slices.Sort(names)
		said := ""
		if o.Said != "" {
			said = ", " + o.Said
		}
		wrap(&b, fmt.Sprintf("%s%s (%d)", o.Kind, said, len(names)), names)
	}
	return b.String()
}

func calls(counts map[string]int, signed int) string {
	total := 0
	for _, n := range counts {
		total += n
	}
	return fmt.Sprintf("%d calls, %d requests, %d signed and verified", len(counts), total, signed)
}

func named(b *strings.Builder, title string, names []string) {
	if len(names) > 0 {
		wrap(b, fmt.Sprintf("%s (%d)", title, len(names)), names)
	}
}

func list(b *strings.Builder, title string, counts map[string]int) {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		names = append(names, fmt.Sprintf("%s %d", name, counts[name]))
	}
	wrap(b, title, names)
}

// wrap writes names in lines that fit a screen.
func wrap(b *strings.Builder, title string, names []string) {
	fmt.Fprintf(b, "  %s:\n", title)
	line := "   "
	for _, name := range names {
		if len(line)+len(name) > 130 {
			fmt.Fprintln(b, line)
			line = "   "
		}
		line += " " + name + ","
	}
	fmt.Fprintln(b, strings.TrimSuffix(line, ","))
}
