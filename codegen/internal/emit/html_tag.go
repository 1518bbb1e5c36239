// SPDX-License-Identifier: Apache-2.0

package emit

import "strings"

// tag does what a tag says, and returns false for one that has no meaning
// here.
func (p *page) tag(t piece) bool {
	switch t.name {
	case "p", "div", "section", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "body", "caption":
		p.flush()
	case "br":
		p.lineBreak()
	case "note", "important":
		p.flush()
		lead := strings.ToUpper(t.name[:1]) + t.name[1:] + ": "
		if p.lead = strings.TrimSuffix(p.lead, lead); !t.end {
			p.lead += lead
		}
	case "code", "tt", "kbd", "samp":
		p.code = max(0, p.code+map[bool]int{false: 1, true: -1}[t.end])
	case "pre":
		p.flush()
		p.pre = !t.end && !t.empty
	case "a":
		if p.unlink(); !t.end && !t.empty {
			p.links = append(p.links, anchor{t.href, p.text.Len()})
		}
	default:
		return p.listTag(t)
	}
	return true
}

// listTag is tag for lists and tables.
func (p *page) listTag(t piece) bool {
	switch t.name {
	case "ul", "ol", "dl", "table":
		if t.end {
			p.closeList()
		} else if !t.empty {
			p.openList(t.name == "ol")
		}
	case "li", "tr":
		if t.end {
			p.closeItem()
		} else {
			p.openItem()
		}
	case "td", "th":
		if !t.end && strings.TrimSpace(p.text.String()) != "" {
			p.text.WriteString(" | ")
		}
	case "dt":
		p.closeItem()
		if !t.end {
			p.openItem()
			p.lists[len(p.lists)-1].mark = term
		}
	case "dd":
		p.definition(t.end)
	case "thead", "tbody", "tfoot":
	default:
		return false
	}
	return true
}

// lineBreak ends a paragraph; within an item it is a space.
func (p *page) lineBreak() {
	switch {
	case p.pre:
		p.text.WriteByte('\n')
	case len(p.lists) > 0:
		p.text.WriteByte(' ')
	default:
		p.flush()
	}
}

// definition begins or ends the item of a dd, which has its terms before it.
func (p *page) definition(end bool) {
	if end {
		p.closeItem()
		return
	}
	p.openItem()
	l := p.lists[len(p.lists)-1]
	if len(l.terms) > 0 {
		p.lead += strings.Join(l.terms, ", ") + ": "
		l.terms = nil
	}
}

// define makes an item of terms that have no definition.
func (p *page) define() {
	if len(p.lists) == 0 {
		return
	}
	if l := p.lists[len(p.lists)-1]; len(l.terms) > 0 {
		terms := strings.Join(l.terms, ", ")
		l.terms = nil
		p.openItem()
		p.add(terms)
	}
}

// unlink ends the link that is open, if there is one: where it leads stands
// behind its text.
func (p *page) unlink() {
	if len(p.links) == 0 {
		return
	}
	link := p.links[len(p.links)-1]
	p.links = p.links[:len(p.links)-1]
	all := p.text.String()
	from := min(link.from, len(all))
	text := strings.TrimSpace(all[from:])
	start := from + strings.Index(all[from:], text)
	p.text.Reset()
	p.text.WriteString(all[:start] + linked(text, link.href) + all[start+len(text):])
}
