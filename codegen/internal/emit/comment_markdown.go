// SPDX-License-Identifier: Apache-2.0

package emit

import (
	"regexp"
	"strings"
)

var (
	blankLine = regexp.MustCompile(`\n[ \t\r]*\n`)
	bullet    = regexp.MustCompile(`^[ \t]*([-*+]|[0-9]{1,9}[.)])[ \t]+`)
	link      = regexp.MustCompile(`\[([^\]]*)\]\(([^)\s]*)\)`)
	emphasis  = regexp.MustCompile(`\*\*([^*]+)\*\*`)
	code      = regexp.MustCompile("`+([^`]+)`+")
	heading   = regexp.MustCompile(`^#{1,6} +`)
	fence     = regexp.MustCompile("(?ms)^[ ]{0,3}```[^`\\n]*\\n(.*?)^[ ]{0,3}```[ \\t]*$")
)

// fromMarkdown are the blocks of CommonMark.
func fromMarkdown(text string) []block {
	var list []block
	for {
		at := fence.FindStringSubmatchIndex(text)
		if at == nil {
			return append(list, parts(text)...)
		}
		list = append(list, parts(text[:at[0]])...)
		if lines := codeLines(text[at[2]:at[3]], ""); lines != nil {
			list = append(list, block{code: lines})
		}
		text = text[at[1]:]
	}
}

// parts are the blocks of text without fences.
func parts(text string) []block {
	var list []block
	for _, part := range blankLine.Split(text, -1) {
		if part = strings.Trim(part, "\n"); strings.TrimSpace(part) == "" {
			continue
		}
		if strings.HasPrefix(part, "    ") && (len(list) == 0 || list[len(list)-1].mark == "") {
			list = append(list, block{code: codeLines(part, "    ")})
			continue
		}
		part = strings.TrimSpace(part)
		if heading.MatchString(part) {
			title, rest, _ := strings.Cut(part, "\n")
			list = append(list, block{text: plain(title)})
			part = rest
		}
		lines := strings.Split(part, "\n")
		first := 0
		for first < len(lines) && !bullet.MatchString(lines[first]) {
			first++
		}
		if text := plain(strings.Join(lines[:first], "\n")); strings.TrimSpace(text) != "" {
			list = append(list, block{text: text})
		}
		list = append(list, items(lines[first:])...)
	}
	return list
}

// codeLines are the lines of code without the margin and empty ones at both
// ends; nil if all are empty.
func codeLines(text, margin string) []string {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	var lines []string
	for line := range strings.SplitSeq(strings.Trim(text, "\r\n"), "\n") {
		lines = append(lines, strings.TrimRight(strings.TrimPrefix(strings.ReplaceAll(line, "\r", ""), margin), " \t"))
	}
	return lines
}

// items are the items of a list. Those of inner lists follow the outer ones:
// Go has one level of lists.
func items(lines []string) []block {
	var list []block
	for _, line := range lines {
		m := bullet.FindStringSubmatch(line)
		if m == nil {
			list[len(list)-1].text += " " + strings.TrimSpace(line)
			continue
		}
		mark := "-"
		if number := strings.TrimRight(m[1], ".)"); number != m[1] {
			mark = number + "."
		}
		list = append(list, block{mark: mark, text: line[len(m[0]):]})
	}
	for i := range list {
		list[i].text = plain(list[i].text)
	}
	return list
}

// plain is the text of inline CommonMark. A comment of Go has no code spans,
// emphasis or links with a text.
func plain(s string) string {
	s = heading.ReplaceAllString(s, "")
	s = link.ReplaceAllStringFunc(s, func(whole string) string {
		m := link.FindStringSubmatch(whole)
		return linked(m[1], m[2])
	})
	s = emphasis.ReplaceAllString(s, "$1")
	var b strings.Builder
	for {
		at := code.FindStringSubmatchIndex(s)
		if at == nil {
			b.WriteString(untagged(s))
			return b.String()
		}
		b.WriteString(untagged(s[:at[0]]) + s[at[2]:at[3]])
		s = s[at[1]:]
	}
}

// linked is the text of a link and where it leads.
func linked(text, href string) string {
	switch {
	case href == "" || strings.HasPrefix(href, "#") || strings.HasPrefix(strings.ToLower(href), "javascript:"), text == href, text == strings.TrimSuffix(href, "/"):
		return text
	case text == "":
		return href
	}
	return text + " (" + href + ")"
}

// untagged is text between spans of code without inline HTML.
func untagged(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	var words []string
	for _, b := range fromHTML(s) {
		words = append(words, b.text)
	}
	inner := strings.TrimSpace(s)
	i := strings.Index(s, inner)
	return s[:i] + strings.Join(words, " ") + s[i+len(inner):]
}
