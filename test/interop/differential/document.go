// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// writer writes values as the model says, with nothing of either client: it is
// the third opinion on what a body and a header look like.
type writer struct {
	model *model
	noisy bool // writes what a reader has to skip, and mixes what has no order
}

// document writes a whole body, whose root is called name.
func (w *writer) document(name string, t target, v any) string {
	space := t.Traits
	if !space.has(traitXMLNamespace) {
		space = w.model.shape(t).Traits
	}
	attributes := declaration(space)
	if attributes == "" && w.model.namespace != "" {
		attributes = ` xmlns="` + w.model.namespace + `"`
	}
	text := w.element(name, attributes, t, v)
	if w.noisy {
		return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- before -->\n" + text + "\n<!-- after -->\n"
	}
	return `<?xml version="1.0" encoding="UTF-8"?>` + text
}

// declaration is the namespace that a member or a shape declares.
func declaration(t traits) string {
	var space struct{ Prefix, URI string }
	if json.Unmarshal(t[traitXMLNamespace], &space) != nil {
		return ""
	}
	if space.Prefix != "" {
		space.Prefix = ":" + space.Prefix
	}
	return " xmlns" + space.Prefix + `="` + space.URI + `"`
}

// element writes one element.
func (w *writer) element(name, attributes string, t target, v any) string {
	sh := w.model.shape(t)
	var inside string
	switch v := v.(type) {
	case record:
		more, children := w.children(sh, v)
		attributes, inside = attributes+more, w.mixed(sh.Type, children)
	case []any:
		inside = strings.Join(w.items(cmp.Or(sh.Member.Traits.text(traitXMLName), "member"), sh, v), "")
	default:
		inside = w.characters(w.text(t, v))
	}
	return "<" + name + attributes + ">" + inside + "</" + name + ">"
}

// items writes the elements of a list.
func (w *writer) items(name string, sh *shape, v []any) []string {
	items := []string{}
	for _, one := range v {
		items = append(items, w.element(name, declaration(sh.Member.Traits), sh.Member, one))
	}
	return items
}

// children writes a structure's members: those that are attributes, and for
// each other one its elements.
func (w *writer) children(sh *shape, v record) (attributes string, children [][]string) {
	for _, m := range sh.Members {
		one, ok := v[m.Name]
		if !ok {
			continue
		}
		name, inner := cmp.Or(m.Traits.text(traitXMLName), m.Name), w.model.shape(m.target)
		switch {
		case m.Traits.has(traitXMLAttribute):
			attributes += " " + name + `="` + escape(w.text(m.target, one)) + `"`
		case inner.Type == "list" && m.Traits.has(traitXMLFlattened):
			children = append(children, w.items(name, inner, one.([]any)))
		default:
			children = append(children, []string{w.element(name, declaration(m.Traits), m.target, one)})
		}
	}
	return attributes, children
}

// mixed joins elements: in order, or with the first of each member before the
// second of any, among things to skip. A union has one element and no more.
func (w *writer) mixed(kind string, children [][]string) string {
	if !w.noisy || kind == "union" {
		return strings.Join(slices.Concat(children...), "")
	}
	var b strings.Builder
	b.WriteString("\n <!-- skip --><Unheard><Of kind=\"1\">text</Of><Contents/></Unheard>")
	for i := 0; ; i++ {
		more := false
		for _, same := range children {
			if i < len(same) {
				b.WriteString("\n " + same[i])
				more = true
			}
		}
		if !more {
			b.WriteString("<?skip this?>\n")
			return b.String()
		}
	}
}

// characters writes text; the noisy way puts it into a section, where it can
// stand there. aws-sdk-go-v2 takes no element whose text is in two pieces, as
// sections, comments and text beside one another would make it.
func (w *writer) characters(text string) string {
	if w.noisy && text != "" && !strings.Contains(text, "]]>") {
		return "<![CDATA[" + text + "]]>"
	}
	return escape(text)
}

// escape writes text so that it can stand anywhere.
func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text))
	return b.String()
}

// text is a scalar in a body.
func (w *writer) text(t target, v any) string {
	return scalarText(v, cmp.Or(w.model.trait(t, traitTimestamp), "date-time"))
}

// scalarText is a scalar's form, with a timestamp's format.
func scalarText(v any, format string) string {
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		return base64.StdEncoding.EncodeToString(v)
	case time.Time:
		switch format {
		case "http-date":
			return v.UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT")
		case "epoch-seconds":
			return strconv.FormatInt(v.Unix(), 10)
		default:
			return v.UTC().Format(time.RFC3339)
		}
	default:
		return fmt.Sprint(v)
	}
}
