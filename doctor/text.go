// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/cors/rules"
)

// WriteText writes the report for people: the verdict, the findings from the
// worst, the rules as they should be, and what was sent and came back. It holds
// no secret. The error is that of w.
func (r *Report) WriteText(w io.Writer) error {
	var b bytes.Buffer
	r.writeHead(&b)
	for i := range r.Findings {
		r.Findings[i].write(&b)
	}
	r.writeChange(&b)
	if len(r.Exchanges) > 0 {
		b.WriteString("\nWhat was sent, and what came back\n")
	}
	for i := range r.Exchanges {
		r.Exchanges[i].write(&b, i+1)
	}
	_, err := w.Write(b.Bytes())
	return err
}

func (r *Report) writeHead(b *bytes.Buffer) {
	line := func(name, value string) { fmt.Fprintf(b, "%-11s %s\n", name, value) }
	line("URL", r.URL)
	if r.Request.Method != "" {
		what := r.Request.Method
		if len(r.Request.Headers) > 0 {
			what += " with " + strings.Join(r.Request.Headers, ", ")
		}
		if r.Request.Credentials {
			what += ", with credentials"
		}
		line("Page", clean(r.Request.Origin+": "+what))
	}
	line("Rules", r.rulesText())
	if r.Predicted != nil {
		line("Predicted", verdictText(r.Predicted))
	}
	line("Verdict", verdictText(&r.Verdict))
	switch n := r.count(); {
	case len(r.Findings) == 0:
		line("Findings", "none")
	case r.Healthy():
		line("Findings", "nothing is wrong")
	default:
		line("Findings", n)
	}
}

// count is how many findings there are of each level.
func (r *Report) count() string {
	var parts []string
	for _, level := range [...]Level{Error, Warning, Note} {
		n := 0
		for i := range r.Findings {
			if r.Findings[i].Level == level {
				n++
			}
		}
		switch {
		case n == 1:
			parts = append(parts, "1 "+string(level))
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d %ss", n, level))
		}
	}
	return strings.Join(parts, ", ")
}

func (r *Report) rulesText() string {
	n := 0
	if r.Rules != nil {
		n = len(r.Rules.Rules)
	}
	count := fmt.Sprintf("%d rules", n)
	if n == 1 {
		count = "1 rule"
	}
	switch r.RulesSource {
	case RulesRead:
		return count + ", read from the bucket"
	case RulesGiven:
		return count + ", as given"
	case RulesNone:
		return "the bucket has none"
	case RulesUnread:
		return "could not be read"
	}
	return "not known"
}

// verdictText is a verdict in one line.
func verdictText(v *cors.Verdict) string {
	if v.Allowed {
		if v.Stage == cors.StagePreflight {
			return "allowed by the preflight; the request itself was not sent"
		}
		return "allowed"
	}
	s := "refused"
	if v.Stage != "" {
		s += " at the " + v.Stage
	}
	if v.Reason != "" {
		s += ": " + v.Reason
	}
	if v.Detail != "" {
		s += " (" + clean(v.Detail) + ")"
	}
	return s
}

func (f *Finding) write(b *bytes.Buffer) {
	head := string(f.Level)
	if f.Problem > 0 {
		head += fmt.Sprintf(" %d", f.Problem)
	}
	fmt.Fprintf(b, "\n%s, %s: %s\n", head, f.Code, f.What)
	if where := f.Where.String(); where != "" {
		fmt.Fprintf(b, "  where  %s\n", where)
	}
	if f.Why != "" {
		fmt.Fprintf(b, "  why    %s\n", f.Why)
	}
	if f.Fix != "" {
		fmt.Fprintf(b, "  fix    %s\n", f.Fix)
	}
}

// String is the place in one line.
func (w Where) String() string {
	parts := []string{w.Place}
	if w.Rule >= 0 {
		parts = append(parts, numbered(w.Rule))
	}
	for _, part := range [...]string{w.Field, w.Header, w.Hop} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// writeChange prints the rules as they should be.
func (r *Report) writeChange(b *bytes.Buffer) {
	if r.Change == nil {
		return
	}
	document, format, err := r.Document()
	if err != nil {
		fmt.Fprintf(b, "\nThe rules cannot be printed: %v\n", err)
		return
	}
	if r.RulesSource == RulesUnread || r.RulesSource == RulesNoneOf {
		b.WriteString("\nThe rule to add before those that are there (put alone it would replace them)")
	} else {
		b.WriteString("\nThe rules as they should be")
	}
	fmt.Fprintf(b, " (%s)\n", format)
	for _, what := range r.Change.What {
		fmt.Fprintf(b, "  # %s\n", what)
	}
	b.Write(document)
	if !bytes.HasSuffix(document, []byte("\n")) {
		b.WriteByte('\n')
	}
}

// Document is the Change as the provider's store takes it, and its format. It
// is an error where there is no Change.
func (r *Report) Document() ([]byte, rules.Format, error) {
	if r.Change == nil || r.Change.Configuration == nil {
		return nil, "", &PatientError{"Report.Change", "is nil: there is nothing to change"}
	}
	format := rules.FormatOf(r.Provider)
	document, err := rules.Write(format, r.Change.Configuration)
	return document, format, err
}

func (e *Exchange) write(b *bytes.Buffer, n int) {
	fmt.Fprintf(b, "%3d %s: %s %s\n", n, e.Purpose, e.Method, e.URL)
	for _, line := range [...][2]string{{"Origin", e.Origin}, {"Access-Control-Request-Method", e.AskedMethod}, {"Access-Control-Request-Headers", e.AskedHeaders}} {
		if line[1] != "" {
			fmt.Fprintf(b, "    > %s: %s\n", line[0], line[1])
		}
	}
	if e.Failure != "" {
		fmt.Fprintf(b, "    < no answer: %s\n", e.Failure)
		return
	}
	fmt.Fprintf(b, "    < %s\n", words(e))
	for _, name := range slices.Sorted(maps.Keys(e.Header)) {
		for _, value := range e.Header[name] {
			fmt.Fprintf(b, "    < %s: %s\n", name, value)
		}
	}
}
