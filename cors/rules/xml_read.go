// SPDX-License-Identifier: Apache-2.0

package rules

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
)

// The elements of the XML document, in the order in which they are written.
const (
	rootElement = "CORSConfiguration"
	ruleElement = "CORSRule"
	varyElement = "ResponseVary"
)

var ruleElements = []string{"ID", "AllowedOrigin", "AllowedMethod", "AllowedHeader", "ExposeHeader", "MaxAgeSeconds"}

// xmlReader walks through the tokens of a document.
type xmlReader struct {
	*reader
	decoder *xml.Decoder
	line    int  // of the token that was read last
	broken  bool // there is no way on
}

func (r *reader) xml(data []byte) {
	x := &xmlReader{reader: r, decoder: xml.NewDecoder(bytes.NewReader(data))}
	x.decoder.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("only UTF-8 is read") }
	seen := false
	for token := x.next(); token != nil; token = x.next() {
		switch t := token.(type) {
		case xml.StartElement:
			switch {
			case seen:
				x.fault(x.line, t.Name.Local, "there is a second document")
				x.skip()
			case t.Name.Local != rootElement:
				x.fault(x.line, t.Name.Local, "the document begins with %s", rootElement)
				x.skip()
			default:
				x.attributes(t)
				x.configuration()
			}
			seen = true
		case xml.CharData:
			x.blank(t)
		case xml.Directive:
			x.fault(x.line, "", "there is a declaration of a document type, which stores refuse")
		}
	}
	if !seen && !x.broken {
		x.fault(x.line, "", "there is no %s", rootElement)
	}
}

// next is the next token, nil at the end of the document or of what can be read.
func (x *xmlReader) next() xml.Token {
	if x.broken {
		return nil
	}
	x.line, _ = x.decoder.InputPos()
	token, err := x.decoder.Token()
	if err == nil {
		return token
	}
	x.broken = true
	if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
		x.fault(syntax.Line, "", "this is not XML: %s", syntax.Msg)
	} else if !errors.Is(err, io.EOF) {
		x.fault(x.line, "", "this is not XML: %s", strings.TrimPrefix(err.Error(), "xml: "))
	} else {
		x.broken = false
	}
	return nil
}

// skip leaves out what is in an element that began.
func (x *xmlReader) skip() {
	for depth := 1; depth > 0; {
		switch x.next().(type) {
		case nil:
			return
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
}

// children calls for each element in the one that began.
func (x *xmlReader) children(each func(xml.StartElement)) {
	for {
		switch t := x.next().(type) {
		case nil, xml.EndElement:
			return
		case xml.StartElement:
			x.attributes(t)
			each(t)
		case xml.CharData:
			x.blank(t)
		}
	}
}

func (x *xmlReader) configuration() {
	x.children(func(t xml.StartElement) {
		switch t.Name.Local {
		case ruleElement:
			x.readRule(x.begin(x.line))
			x.rule = -1
		case varyElement:
			line := x.line
			vary, err := strconv.ParseBool(x.text(t.Name.Local))
			if err != nil {
				x.fault(line, varyElement, "it is true or false")
			}
			x.file.Configuration.ResponseVary = vary
		default:
			x.unknown(x.line, t.Name.Local, []string{ruleElement, varyElement})
			x.skip()
		}
	})
}

func (x *xmlReader) readRule(rule *cors.Rule) {
	seen := map[string]bool{}
	x.children(func(t xml.StartElement) {
		name, line := t.Name.Local, x.line
		if (name == "ID" || name == "MaxAgeSeconds") && seen[name] {
			x.fault(line, name, "it stands there twice")
		}
		seen[name] = true
		switch name {
		case "ID":
			rule.ID = x.text(name)
		case "AllowedOrigin":
			rule.AllowedOrigins = append(rule.AllowedOrigins, x.text(name))
		case "AllowedMethod":
			rule.AllowedMethods = append(rule.AllowedMethods, x.text(name))
		case "AllowedHeader":
			rule.AllowedHeaders = append(rule.AllowedHeaders, x.text(name))
		case "ExposeHeader":
			rule.ExposeHeaders = append(rule.ExposeHeaders, x.text(name))
		case "MaxAgeSeconds":
			text := x.text(name)
			if age, err := strconv.Atoi(text); err == nil {
				rule.MaxAgeSeconds = &age
			} else {
				x.fault(line, name, "%q is no number of seconds", text)
			}
		default:
			x.unknown(line, name, ruleElements)
			x.skip()
		}
	})
}

// text is what stands in an element that began, as it is.
func (x *xmlReader) text(name string) string {
	var b strings.Builder
	for {
		switch t := x.next().(type) {
		case nil, xml.EndElement:
			return b.String()
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			x.fault(x.line, t.Name.Local, "there is an element where the text of %s stands", name)
			x.skip()
		}
	}
}

// attributes may declare namespaces and where a schema is, and say nothing else.
func (x *xmlReader) attributes(t xml.StartElement) {
	for _, a := range t.Attr {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" && !strings.HasSuffix(a.Name.Space, "XMLSchema-instance") && a.Name.Space != "xml" {
			x.fault(x.line, t.Name.Local, "it has an attribute %s, which stores do not know", a.Name.Local)
		}
	}
}

// blank tells of text where there is none.
func (x *xmlReader) blank(text []byte) {
	if word := bytes.TrimSpace(text); len(word) > 0 {
		x.fault(x.line, "", "there is text outside of the elements that have some: %.40q", word)
	}
}
