// SPDX-License-Identifier: Apache-2.0

package emit

import (
	"go/build/constraint"
	"strings"
	"unicode/utf8"

	"github.com/seed-40dc4ce0/pail/codegen/internal/plan"
)

// column is where a comment's line ends at the latest, in characters; a word
// that is longer stands alone.
const column = 78

// block is a paragraph, an item of a list, or code.
type block struct {
	mark string // of an item: "-" or "1."
	text string
	code []string
}

// comment is d as lines of a comment, "" when there is nothing to say.
func comment(d plan.Doc) string {
	var b strings.Builder
	for i, paragraph := range paragraphs(string(d)) {
		if i > 0 {
			b.WriteString("//\n")
		}
		for _, line := range paragraph {
			b.WriteString(harmless(strings.TrimRight("// "+line, " ")) + "\n")
		}
	}
	return b.String()
}

// harmless is a line of a comment that gofmt does not take for a build
// constraint, which it would move to the head of the file.
func harmless(line string) string {
	if constraint.IsPlusBuild(line) {
		return strings.Replace(line, "+build", `"+build"`, 1)
	}
	return line
}

// paragraphs are the paragraphs of CommonMark or HTML, each cut into lines. A
// list is a paragraph with a line or more an item, code keeps its lines.
func paragraphs(text string) [][]string {
	var list [][]string
	inList := false
	for _, b := range blocks(clean(text)) {
		switch {
		case b.code != nil:
			list, inList = append(list, indent(b.code)), false
		case b.mark == "":
			list, inList = append(list, fold(b.text, "", "")), false
		default:
			first := "  - "
			if b.mark != "-" {
				first = " " + b.mark + " "
			}
			lines := fold(b.text, first, "    ")
			if inList {
				list[len(list)-1] = append(list[len(list)-1], lines...)
			} else {
				list, inList = append(list, lines), true
			}
		}
	}
	return list
}

// blocks are the blocks of CommonMark or HTML.
func blocks(text string) []block {
	if isHTML(text) {
		return fromHTML(text)
	}
	return fromMarkdown(text)
}

// clean removes what may not stand in a file of Go.
func clean(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		if r == '\uFEFF' || r < ' ' && !strings.ContainsRune("\t\n\r\f\v", r) {
			return -1
		}
		return r
	}, s)
}

// indent makes lines those of code in a comment.
func indent(lines []string) []string {
	var list []string
	for _, line := range lines {
		if line != "" {
			line = "\t" + line
		}
		list = append(list, line)
	}
	return list
}

// fold cuts s into lines that end before column, with first and rest before
// them.
func fold(s, first, rest string) []string {
	var lines []string
	line := first
	for word := range strings.FieldsSeq(s) {
		if strings.TrimSpace(line) != "" && line != first && utf8.RuneCountInString("// "+line+" "+word) > column {
			lines = append(lines, line)
			line = rest
		}
		if line != first && line != rest {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}
