// SPDX-License-Identifier: Apache-2.0

package check

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

var (
	xmlName   = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]*(:[A-Za-z_][A-Za-z0-9_-]*)?$`)
	xmlPrefix = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]*$`)
)

// value checks what the value of a trait of Smithy says; it has the right
// kind, and fields that are missing or wrong are told already.
func (c *checker) value(at model.ID, t model.Trait) {
	text := t.Value.Text
	switch t.ID {
	case model.Length, model.Range:
		c.bounds(at, t)
	case model.Pattern:
		if why := brokenPattern(text); why != "" {
			c.fault(t.Value.Pos, at, "write a regular expression of ECMA 262", "%q is no regular expression: %s", text, why)
		}
	case model.TimeFormat:
		c.oneOf(at, t, "time format", "http-date", "date-time", "epoch-seconds")
	case model.Error:
		c.oneOf(at, t, "kind of error", "client", "server")
	case model.HTTPHeader:
		if !token(text) {
			c.fault(t.Value.Pos, at, "use letters, digits and -", "%q is no name for a header", text)
		}
	case model.HTTPPrefix:
		if text != "" && !token(text) {
			c.fault(t.Value.Pos, at, "use letters, digits and -", "%q cannot begin the name of a header", text)
		}
	case model.HTTP:
		c.http(at, t)
	case model.HTTPError:
		if n, _ := t.Value.Int(); n < 100 || n > 999 {
			c.fault(t.Value.Pos, at, "write a number such as 404", "%s is no status of HTTP", text)
		}
	case model.XMLName:
		if !xmlName.MatchString(text) {
			c.fault(t.Value.Pos, at, "write name or prefix:name", "%q is no name for an element", text)
		}
	case model.XMLNamespace:
		c.namespace(at, t)
	case model.Auth:
		for _, e := range t.Value.Elems {
			if e.Kind != ast.String {
				c.fault(e.Pos, at, "write the id of a trait", "%s has %s", t.ID, e.Kind)
			}
		}
	}
}

// oneOf checks that the value of t is one of names.
func (c *checker) oneOf(at model.ID, t model.Trait, what string, names ...string) {
	if !slices.Contains(names, t.Value.Text) {
		list := strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
		c.fault(t.Value.Pos, at, "write "+list, "there is no %s %q", what, t.Value.Text)
	}
}

// namespace checks the trait xmlNamespace.
func (c *checker) namespace(at model.ID, t model.Trait) {
	if v := t.Value.Get("uri"); v != nil && v.Text != "" {
		if _, err := url.Parse(v.Text); err != nil || strings.ContainsAny(v.Text, " \t\r\n") {
			c.fault(v.Pos, at, "write a URI", "%q is no URI for a namespace", v.Text)
		}
	}
	if v := t.Value.Get("prefix"); v != nil && v.Text != "" && !xmlPrefix.MatchString(v.Text) {
		c.fault(v.Pos, at, "use letters, digits, - and _", "%q is no prefix", v.Text)
	}
}

// bounds checks the traits length and range.
func (c *checker) bounds(at model.ID, t model.Trait) {
	least, hasLeast := number(t.Value.Get("min"))
	most, hasMost := number(t.Value.Get("max"))
	if len(t.Value.Fields) == 0 {
		c.fault(t.Pos, at, "write min, max or both", "%s has no bounds", t.ID)
	}
	if hasLeast && hasMost && least > most {
		c.fault(t.Pos, at, "exchange them", "min is greater than max")
	}
	if t.ID == model.Length && (least < 0 || most < 0) {
		c.fault(t.Pos, at, "write 0 or more", "a length cannot be negative")
	}
}

// whole checks that the range of whole numbers has bounds that are such
// themselves.
func (c *checker) whole(s spot, t model.Trait) {
	of := s.shape
	if s.member != nil {
		of = c.model.Target(s.member)
	}
	if t.ID != model.Range || of == nil {
		return
	}
	if _, _, ok := model.Bounds(of.Type); !ok {
		return
	}
	for _, end := range []string{"min", "max"} {
		v := t.Value.Get(end)
		if _, ok := v.Int(); !ok && v != nil && v.Kind == ast.Number {
			c.fault(v.Pos, s.id(), "write a whole number of 64 bits, without fraction and exponent", "%s of %s is %s, which no %s can be", end, t.ID, v.Text, of.Type)
		}
	}
}

// number is the number in n, and whether there is one.
func number(n *ast.Node) (float64, bool) {
	if n == nil || n.Kind != ast.Number {
		return 0, false
	}
	f, err := json.Number(n.Text).Float64()
	return f, err == nil
}

// http checks the trait of that name by itself.
func (c *checker) http(at model.ID, t model.Trait) {
	if v := t.Value.Get("method"); v != nil && v.Text != "" && !token(v.Text) {
		c.fault(v.Pos, at, "write a method such as GET", "%q is no method of HTTP", v.Text)
	}
	if v := t.Value.Get("uri"); v != nil && v.Text != "" {
		if _, err := model.ParseURI(v.Text); err != nil {
			c.fault(v.Pos, at, "correct the uri", "%v", err)
		}
	}
	n, ok := t.Value.Get("code").Int()
	switch {
	case !ok:
	case n < 100 || n > 999:
		c.fault(t.Value.Get("code").Pos, at, "write a number such as 200", "the code is no status of HTTP")
	case n < 200 || n > 299:
		c.fault(t.Value.Get("code").Pos, at, "write a number from 200 to 299", "the code %d is not one of success", n)
	}
}

// token says whether s may be the name of a header or a method; see RFC 9110,
// section 5.6.2.
func token(s string) bool {
	for _, r := range s {
		if r <= ' ' || r >= 127 || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r) {
			return false
		}
	}
	return s != ""
}
