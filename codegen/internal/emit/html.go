// SPDX-License-Identifier: Apache-2.0

package emit

import (
	"regexp"
	"strconv"
	"strings"
)

// blockTag is a tag that CommonMark has another form for, so that text with
// one is HTML.
var blockTag = regexp.MustCompile(`(?i)</?(p|div|section|note|important|ul|ol|li|dl|dt|dd|h[1-6]|pre|blockquote|table|tr|td|th|br|hr)(\s[^<>]*|/)?>`)

// isHTML says whether text is HTML and not CommonMark. Code in CommonMark may
// be about tags.
func isHTML(text string) bool { return blockTag.MatchString(code.ReplaceAllString(text, "")) }

// page collects the blocks of HTML.
type page struct {
	blocks []block
	text   strings.Builder // of the block that is open
	lead   string          // stands before the next text: "Note: "
	lists  []*itemList
	links  []anchor
	code   int  // elements of code that are open
	pre    bool // within preformatted text
	closed map[string]bool
}

// itemList is a list that is open. Go has one level of lists, so that the
// items of inner lists follow those of outer ones.
type itemList struct {
	numbers bool
	n       int
	mark    string   // of the item that is open and has no text yet, or term
	at      int      // its block; -1 if it has none
	terms   []string // that wait for their definition
}

// term is the mark of a dt that is open.
const term = "dt"

// anchor is a link that is open.
type anchor struct {
	href string
	from int // in the text
}

// fromHTML are the blocks of HTML.
func fromHTML(text string) []block {
	list := tokens(text)
	p := &page{closed: map[string]bool{}}
	opened := map[string]bool{}
	for _, t := range list {
		if t.end && opened[t.name] {
			p.closed[t.name] = true
		} else if t.name != "" {
			opened[t.name] = true
		}
	}
	for _, t := range list {
		switch {
		case t.name == "":
			p.write(t.text)
		case p.tag(t):
		case p.code > 0 && !inline[t.name] || !inline[t.name] && !p.closed[t.name] && !t.empty:
			p.write(t.text) // a placeholder such as <Region>, or XML in code
		}
	}
	p.flush()
	for len(p.lists) > 0 {
		p.closeList()
	}
	return p.blocks
}

// inline are the tags that a comment has no form for.
var inline = func() map[string]bool {
	all := map[string]bool{}
	for name := range strings.FieldsSeq(`a abbr b bdi bdo big body cite code data del dfn em fullname head html i img ins kbd mark q
		s samp small span strike strong sub sup time tt u var wbr script style`) {
		all[name] = true
	}
	return all
}()

// write adds text to the block that is open. An empty line ends a paragraph.
func (p *page) write(s string) {
	if p.pre {
		p.text.WriteString(s)
		return
	}
	for i, part := range blankLine.Split(s, -1) {
		if i > 0 {
			p.flush()
		}
		p.text.WriteString(part)
	}
}

// flush ends the block that is open.
func (p *page) flush() {
	if p.pre {
		p.preformatted(p.text.String())
		p.text.Reset()
		return
	}
	if strings.TrimSpace(p.text.String()) == "" {
		for i := range p.links {
			p.links[i].from = 0 // the link is around blocks
		}
	}
	for len(p.links) > 0 && strings.TrimSpace(p.text.String()) != "" {
		p.unlink()
	}
	text := words(p.text.String())
	p.text.Reset()
	if text != "" {
		p.add(p.lead + text)
		p.lead = ""
	}
}

// words are the words of s with a space between them. The layout of HTML
// leaves space before the full stop behind a tag, which goes.
func words(s string) string {
	var b strings.Builder
	for word := range strings.FieldsSeq(s) {
		if b.Len() > 0 && strings.Trim(word, ".,;:!?)") != "" {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

// add appends a paragraph, or text to the item that is open.
func (p *page) add(text string) {
	if len(p.lists) == 0 {
		p.blocks = append(p.blocks, block{text: text})
		return
	}
	l := p.lists[len(p.lists)-1]
	switch {
	case l.mark == term:
		l.terms = append(l.terms, text)
	case l.mark != "":
		p.blocks = append(p.blocks, block{mark: l.mark, text: text})
		l.mark, l.at = "", len(p.blocks)-1
	case l.at >= 0 && l.at == len(p.blocks)-1:
		p.blocks[l.at].text += " " + text
	default:
		p.blocks = append(p.blocks, block{mark: "-", text: text})
		l.at = len(p.blocks) - 1
	}
}

// preformatted appends code.
func (p *page) preformatted(text string) {
	if lines := codeLines(text, ""); lines != nil {
		p.blocks = append(p.blocks, block{code: lines})
	}
}

// openItem begins an item of the innermost list.
func (p *page) openItem() {
	p.closeItem()
	if len(p.lists) == 0 {
		p.lists = append(p.lists, &itemList{at: -1})
	}
	l := p.lists[len(p.lists)-1]
	l.n++
	l.mark, l.at = "-", -1
	if l.numbers {
		l.mark = strconv.Itoa(l.n) + "."
	}
}

// closeItem ends the item that is open.
func (p *page) closeItem() {
	p.flush()
	p.announce()
	if len(p.lists) > 0 {
		l := p.lists[len(p.lists)-1]
		l.mark, l.at = "", -1
	}
}

// openList begins a list.
func (p *page) openList(numbers bool) {
	p.flush()
	p.announce()
	p.lists = append(p.lists, &itemList{numbers: numbers, at: -1})
}

// announce writes what stands before text when a list comes instead.
func (p *page) announce() {
	if lead := strings.TrimSpace(p.lead); lead != "" {
		p.lead = ""
		p.add(lead)
	}
}

// closeList ends the innermost list.
func (p *page) closeList() {
	p.closeItem()
	p.define()
	if len(p.lists) > 0 {
		p.lists = p.lists[:len(p.lists)-1]
	}
}
