// SPDX-License-Identifier: Apache-2.0

package emit

import (
	"html"
	"regexp"
	"strings"
)

// piece is a part of HTML: a tag, or text between tags.
type piece struct {
	name  string // of the tag; "" for text. <P> is <p>, and <Code> another tag than <code>
	end   bool   // it is </name>
	empty bool   // it is <name/>
	href  string // of an a
	text  string // of text, without entities; of a tag, as it was written
}

var (
	tagForm  = regexp.MustCompile(`^</?([A-Za-z][A-Za-z0-9:._-]*)(\s[^<>]*|/)?>`)
	hrefForm = regexp.MustCompile(`(?i)\shref\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)`)
	autoLink = regexp.MustCompile(`^<((?:https?|mailto|ftp):[^<>\s]+)>`)
	entity   = regexp.MustCompile(`&(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)
)

// tokens cuts text into tags and what is between them. Comments, declarations,
// scripts and styles are not among them. What only looks like a tag is text,
// so that broken HTML loses nothing.
func tokens(text string) []piece {
	var list []piece
	literal := func(s string) {
		if s != "" {
			list = append(list, piece{text: decode(s)})
		}
	}
	for text != "" {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			literal(text)
			break
		}
		literal(text[:i])
		text = text[i:]
		if link := autoLink.FindStringSubmatch(text); link != nil {
			literal(link[1])
			text = text[len(link[0]):]
			continue
		}
		if n := unseen(text); n > 0 {
			text = text[n:]
			continue
		}
		m := tagForm.FindStringSubmatch(text)
		if m == nil {
			list = append(list, piece{text: "<"})
			text = text[1:]
			continue
		}
		list = append(list, tag(m))
		text = text[len(m[0]):]
	}
	return list
}

// tag makes a piece of what tagForm found.
func tag(m []string) piece {
	t := piece{name: m[1], end: m[0][1] == '/', empty: strings.HasSuffix(m[2], "/"), text: m[0]}
	if strings.ToUpper(t.name) == t.name {
		t.name = strings.ToLower(t.name)
	}
	if href := hrefForm.FindStringSubmatch(m[2]); href != nil {
		t.href = decode(strings.Trim(href[1], `"'`))
	}
	return t
}

// unseen is the length of what text begins with if nobody sees it: a comment,
// a declaration, or a script or style with its content. 0 is none.
func unseen(text string) int {
	switch {
	case strings.HasPrefix(text, "<!--"):
		if i := strings.Index(text[4:], "-->"); i >= 0 {
			return 4 + i + 3
		}
		return 0
	case strings.HasPrefix(text, "<!") || strings.HasPrefix(text, "<?"):
		if i := strings.IndexAny(text[1:], "<>"); i >= 0 && text[1+i] == '>' {
			return 1 + i + 1
		}
		return 0
	}
	m := tagForm.FindStringSubmatch(text)
	if m == nil || text[1] == '/' || !strings.EqualFold(m[1], "script") && !strings.EqualFold(m[1], "style") {
		return 0
	}
	for i := len(m[0]); ; i += 2 {
		next := strings.Index(text[i:], "</")
		if next < 0 {
			return 0
		}
		i += next
		if end := tagForm.FindStringSubmatch(text[i:]); end != nil && strings.EqualFold(end[1], m[1]) {
			return i + len(end[0])
		}
	}
}

// decode replaces the entities in s.
func decode(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	return entity.ReplaceAllStringFunc(s, html.UnescapeString)
}
