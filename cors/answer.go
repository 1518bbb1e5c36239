// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"iter"
	"slices"
	"strings"
)

// Answer is what came back to a request, as far as CORS looks at it. An
// http.Header is a Header. It is read only, so that several goroutines may
// judge one Answer.
type Answer struct {
	// Status is the HTTP status, such as 204.
	Status int
	// Header has the lines of each name, in the order in which they came.
	// Names may be in any case; nil is no header at all.
	Header map[string][]string
}

// lines are those of a name, which is given in lower case. Names that differ
// in case alone are one, in the order of their bytes.
func (a *Answer) lines(name string) []string {
	var found []string
	for key, lines := range a.Header {
		switch {
		case len(lines) == 0 || !equalFold(key, name):
		case found == nil:
			found = lines
		default:
			return a.merged(name)
		}
	}
	return found
}

// merged is lines for a header that has a name in several cases.
func (a *Answer) merged(name string) []string {
	var keys, all []string
	for key := range a.Header {
		if equalFold(key, name) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		all = append(all, a.Header[key]...)
	}
	return all
}

// value is the lines of a name as one, each without the blanks around it; ok
// says that there is a line.
func (a *Answer) value(name string) (value string, ok bool) {
	lines := a.lines(name)
	if len(lines) == 1 {
		return trim(lines[0]), true
	}
	trimmed := make([]string, len(lines))
	for i, line := range lines {
		trimmed[i] = trim(line)
	}
	return strings.Join(trimmed, ", "), len(lines) > 0
}

// elements yields what stands between the commas of some lines, empty
// elements and blanks around left out.
func elements(lines []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, line := range lines {
			for more := true; more; {
				var element string
				element, line, more = strings.Cut(line, ",")
				if element = trim(element); element != "" && !yield(element) {
					return
				}
			}
		}
	}
}

// areTokens says that each element is a token: one that is none makes the
// whole list worth nothing.
func areTokens(lines []string) bool {
	for element := range elements(lines) {
		if !isToken(element) {
			return false
		}
	}
	return true
}

// hasElement compares byte for byte.
func hasElement(lines []string, wanted string) bool {
	for element := range elements(lines) {
		if element == wanted {
			return true
		}
	}
	return false
}

// hasName compares without regard to the case of ASCII letters.
func hasName(lines []string, wanted string) bool {
	for element := range elements(lines) {
		if equalFold(element, wanted) {
			return true
		}
	}
	return false
}
