// SPDX-License-Identifier: Apache-2.0

package rules

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/seed-40dc4ce0/pail/cors"
)

// Write prints a configuration, indented, with a line end behind it. Nil is one
// without rules. In the format of QingStor a rule with several origins becomes
// several rules; rules have no names there. JSON with the names of S3 is a list,
// or, for a configuration with ResponseVary, an object with the list in it. The
// error is an [*Error]: what the format cannot say.
func Write(format Format, c *cors.Configuration) ([]byte, error) {
	if c == nil {
		c = new(cors.Configuration)
	}
	w := &writer{format: format}
	w.check(c)
	if len(w.faults) > 0 {
		return nil, &Error{Faults: w.faults}
	}
	switch format {
	case XML:
		return writeXML(c), nil
	case Console:
		return writeConsole(c)
	}
	return writeQingStor(c)
}

// writer collects what cannot be written.
type writer struct {
	format Format
	faults []Fault
}

func (w *writer) check(c *cors.Configuration) {
	switch w.format {
	case XML, Console, QingStor:
	default:
		w.faults = append(w.faults, Fault{Rule: -1, Problem: fmt.Sprintf("there is no format %q", string(w.format))})
	}
	for i := range c.Rules {
		r := &c.Rules[i]
		fault := func(field, problem string) {
			w.faults = append(w.faults, Fault{Rule: i, Field: field, Problem: problem})
		}
		if w.format == QingStor && r.ID != "" {
			fault("ID", "rules have no names in this format")
		}
		for _, field := range [...]struct {
			name   string
			values []string
		}{
			{"ID", []string{r.ID}}, {"AllowedOrigins", r.AllowedOrigins}, {"AllowedMethods", r.AllowedMethods},
			{"AllowedHeaders", r.AllowedHeaders}, {"ExposeHeaders", r.ExposeHeaders},
		} {
			for _, v := range field.values {
				if !w.canSay(v) {
					fault(field.name, fmt.Sprintf("%q has a character that the format has not", v))
				}
			}
		}
	}
}

// canSay knows which characters a document can have (XML 1.0, 2.2).
func (w *writer) canSay(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	return w.format != XML || !strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff
	})
}

func writeXML(c *cors.Configuration) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	element := func(indent, name string, values ...string) {
		for _, v := range values {
			b.WriteString(indent + "<" + name + ">")
			_ = xml.EscapeText(&b, []byte(v)) // a buffer does not fail
			b.WriteString("</" + name + ">\n")
		}
	}
	b.WriteString("<" + rootElement + ">\n")
	for i := range c.Rules {
		r := &c.Rules[i]
		b.WriteString("  <" + ruleElement + ">\n")
		if r.ID != "" {
			element("    ", "ID", r.ID)
		}
		element("    ", "AllowedOrigin", r.AllowedOrigins...)
		element("    ", "AllowedMethod", r.AllowedMethods...)
		element("    ", "AllowedHeader", r.AllowedHeaders...)
		element("    ", "ExposeHeader", r.ExposeHeaders...)
		if r.MaxAgeSeconds != nil {
			element("    ", "MaxAgeSeconds", strconv.Itoa(*r.MaxAgeSeconds))
		}
		b.WriteString("  </" + ruleElement + ">\n")
	}
	if c.ResponseVary {
		element("  ", varyElement, "true")
	}
	b.WriteString("</" + rootElement + ">\n")
	return b.Bytes()
}

// consoleRule is a rule in JSON with the names of S3. The console writes empty
// lists too.
type consoleRule struct {
	ID             string   `json:"ID,omitempty"`
	AllowedHeaders []string `json:"AllowedHeaders"`
	AllowedMethods []string `json:"AllowedMethods"`
	AllowedOrigins []string `json:"AllowedOrigins"`
	ExposeHeaders  []string `json:"ExposeHeaders"`
	MaxAgeSeconds  *int     `json:"MaxAgeSeconds,omitempty"`
}

func writeConsole(c *cors.Configuration) ([]byte, error) {
	list := func(values []string) []string { return append([]string{}, values...) }
	all := []consoleRule{}
	for _, r := range c.Rules {
		all = append(all, consoleRule{
			ID: r.ID, AllowedHeaders: list(r.AllowedHeaders), AllowedMethods: list(r.AllowedMethods),
			AllowedOrigins: list(r.AllowedOrigins), ExposeHeaders: list(r.ExposeHeaders), MaxAgeSeconds: r.MaxAgeSeconds,
		})
	}
	if !c.ResponseVary {
		return indented(all)
	}
	return indented(struct {
		CORSRules    []consoleRule
		ResponseVary bool
	}{all, true})
}

// qingstorRule is a rule in the JSON of QingStor.
type qingstorRule struct {
	Origin  *string  `json:"allowed_origin,omitempty"`
	Methods []string `json:"allowed_methods,omitempty"`
	Headers []string `json:"allowed_headers,omitempty"`
	Expose  []string `json:"expose_headers,omitempty"`
	Age     *int     `json:"max_age_seconds,omitempty"`
}

func writeQingStor(c *cors.Configuration) ([]byte, error) {
	document := struct {
		Rules []qingstorRule `json:"cors_rules"`
		Vary  string         `json:"resp_vary,omitempty"`
	}{Rules: []qingstorRule{}}
	if c.ResponseVary {
		document.Vary = "enabled"
	}
	for i := range c.Rules {
		r := &c.Rules[i]
		rule := qingstorRule{Methods: r.AllowedMethods, Headers: r.AllowedHeaders, Expose: r.ExposeHeaders, Age: r.MaxAgeSeconds}
		for j := range r.AllowedOrigins {
			rule.Origin = &r.AllowedOrigins[j]
			document.Rules = append(document.Rules, rule)
		}
		if len(r.AllowedOrigins) == 0 {
			document.Rules = append(document.Rules, rule)
		}
	}
	return indented(document)
}

func indented(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}
