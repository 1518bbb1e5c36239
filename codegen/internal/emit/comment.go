// SPDX-License-Identifier: Apache-2.0

package emit

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/seed-40dc4ce0/pail/codegen/internal/plan"
)

// column is where a comment's line ends at the latest, in characters; a word
// that is longer stands alone.
const column = 78

// comment is d as lines of a comment, "" when there is nothing to say.
func comment(d plan.Doc) string {
	var b strings.Builder
	for i, paragraph := range paragraphs(string(d)) {
		if i > 0 {
			b.WriteString("//\n")
		}
		for _, line := range paragraph {
			b.WriteString(strings.TrimRight("// "+line, " ") + "\n")
		}
	}
	return b.String()
}

// paragraphs are the paragraphs of CommonMark text, each cut into lines. A
// list is a paragraph with a line or more an item, code keeps its lines.
func paragraphs(text string) [][]string {
	var list [][]string
	text = strings.ReplaceAll(strings.TrimSpace(text), "\r\n", "\n")
	for _, block := range blankLine.Split(text, -1) {
		if block = strings.Trim(block, "\n"); strings.TrimSpace(block) == "" {
			continue
		}
		switch {
		case strings.HasPrefix(block, "    "):
			list = append(list, strings.Split(strings.ReplaceAll(block, "    ", "\t"), "\n"))
		case bullet.MatchString(block):
			var lines []string
			for _, item := range items(block) {
				lines = append(lines, fold(plain(item), "  - ", "    ")...)
			}
			list = append(list, lines)
		default:
			list = append(list, fold(plain(block), "", ""))
		}
	}
	return list
}

var (
	blankLine = regexp.MustCompile(`\n[ \t]*\n`)
	bullet    = regexp.MustCompile(`^[ ]{0,3}[-*+] `)
	link      = regexp.MustCompile(`\[([^\]]*)\]\(([^)\s]*)\)`)
	emphasis  = regexp.MustCompile(`\*\*([^*]+)\*\*`)
	code      = regexp.MustCompile("`+([^`]+)`+")
	heading   = regexp.MustCompile(`^#{1,6} +`)
)

// items are the items of a list, without their bullets.
func items(block string) []string {
	var list []string
	for line := range strings.SplitSeq(block, "\n") {
		if bullet.MatchString(line) || len(list) == 0 {
			list = append(list, bullet.ReplaceAllString(line, ""))
		} else {
			list[len(list)-1] += " " + strings.TrimSpace(line)
		}
	}
	return list
}

// plain is the text of inline CommonMark. A comment of Go has no code spans,
// emphasis or links with a text.
func plain(s string) string {
	s = heading.ReplaceAllString(s, "")
	s = link.ReplaceAllString(s, "$1 ($2)")
	s = emphasis.ReplaceAllString(s, "$1")
	return code.ReplaceAllString(s, "$1")
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
