// SPDX-License-Identifier: Apache-2.0

package check

import (
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// kind is what the value of a trait must be.
type kind string

// The kinds of values. An annotation is an empty object.
const (
	annotation kind = "{}"
	text       kind = "a string"
	list       kind = "a list"
	object     kind = "an object"
	anything   kind = "a value"
)

// known are the traits of Smithy and AWS that the generator understands, or
// that change neither the wire nor the Go code.
var known = table(map[kind]string{
	annotation: `required sensitive readonly idempotent httpLabel httpPayload httpQueryParams httpResponseCode
		xmlFlattened xmlAttribute streaming httpChecksumRequired input output private internal clientOptional
		box uniqueItems recommended noReplace unstable optionalAuth addedDefault notProperty`,
	text: `documentation httpHeader httpQuery httpPrefixHeaders xmlName mediaType timestampFormat title since
		error pattern jsonName resourceIdentifier`,
	list: `tags suppress auth examples references authDefinition`,
	object: `http range length xmlNamespace paginated deprecated externalDocumentation trait mixin cors
		protocolDefinition retryable`,
	anything: `default enumValue enum httpError property`,
}, "smithy.api#")

// quiet are the namespaces whose traits are about other things than requests
// and answers, and single traits of that kind.
var quiet = []string{
	"smithy.test#", "smithy.rules#", "smithy.waiters#", "smithy.openapi#", "smithy.framework#", "aws.iam#",
	"aws.cloudformation#", "aws.api#", "aws.endpoints#", "aws.protocols#restXml", "aws.auth#sigv4", "aws.auth#sigv4a",
}

// table turns lists of names around.
func table(lists map[kind]string, prefix string) map[model.ID]kind {
	all := map[model.ID]kind{}
	for k, names := range lists {
		for name := range strings.FieldsSeq(names) {
			all[model.ID(prefix+name)] = k
		}
	}
	return all
}

// traits checks the traits of the shape or member at.
func (c *checker) traits(at model.ID, traits model.Traits) {
	for _, t := range traits {
		if k, ok := known[t.ID]; ok {
			if c.kind(at, t, k) {
				c.value(at, t)
			}
			continue
		}
		def := c.model.Shapes[t.ID]
		switch {
		case def != nil && def.Traits.Has(model.TraitDef):
			c.conforms(at, t.ID, t.Value, def)
		case def != nil:
			c.fault(t.Pos, at, "give it the trait "+string(model.TraitDef), "%s is a shape and no trait", t.ID)
		case slices.ContainsFunc(quiet, func(q string) bool {
			return string(t.ID) == q || strings.HasSuffix(q, "#") && strings.HasPrefix(string(t.ID), q)
		}):
		case strings.HasPrefix(string(t.ID), "smithy.") || strings.HasPrefix(string(t.ID), "aws."):
			c.fault(t.Pos, at, "leave it out, or teach it to the generator", "the trait %s may change the wire and is not supported", t.ID)
		default:
			c.fault(t.Pos, at, "define it, or correct its name", "the trait %s is not defined", t.ID)
		}
	}
}

// kind checks that the value of t is a k.
func (c *checker) kind(at model.ID, t model.Trait, k kind) bool {
	v := t.Value
	ok := true
	switch k {
	case annotation:
		ok = v.Kind == ast.Object && len(v.Fields) == 0
	case text:
		ok = v.Kind == ast.String && v.Text != ""
	case list:
		ok = v.Kind == ast.Array
	case object:
		ok = v.Kind == ast.Object
	}
	if !ok {
		have := v.Kind.String()
		if v.Kind == ast.String && v.Text == "" {
			have = "empty"
		}
		c.fault(v.Pos, at, "write "+string(k), "the value of %s must be %s and is %s", t.ID, k, have)
	}
	return ok
}

// value checks what the value of a trait of Smithy says.
func (c *checker) value(at model.ID, t model.Trait) {
	switch t.ID {
	case model.Length, model.Range:
		least, hasLeast := t.Value.Get("min").Int()
		most, hasMost := t.Value.Get("max").Int()
		if !hasLeast && !hasMost {
			c.fault(t.Pos, at, "write min, max or both as whole numbers", "%s has no bounds", t.ID)
		}
		if hasLeast && hasMost && least > most {
			c.fault(t.Pos, at, "exchange them", "min is greater than max")
		}
	case model.TimeFormat:
		if !slices.Contains([]string{"http-date", "date-time", "epoch-seconds"}, t.Value.Text) {
			c.fault(t.Value.Pos, at, "write http-date, date-time or epoch-seconds", "there is no time format %q", t.Value.Text)
		}
	case model.HTTPHeader:
		if !token(t.Value.Text) {
			c.fault(t.Value.Pos, at, "use letters, digits and -", "%q is no name for a header", t.Value.Text)
		}
	case model.HTTP:
		c.http(at, t)
	}
}

// http checks the trait of that name by itself.
func (c *checker) http(at model.ID, t model.Trait) {
	if t.Value.GetText("method") == "" {
		c.fault(t.Pos, at, `add "method"`, "the http trait has no method")
	}
	if _, err := model.ParseURI(t.Value.GetText("uri")); err != nil {
		c.fault(t.Pos, at, "correct the uri", "%v", err)
	}
	if code := t.Value.Get("code"); code != nil {
		if n, ok := code.Int(); !ok || n < 100 || n > 599 {
			c.fault(code.Pos, at, "write a number such as 200", "the code is no status of HTTP")
		}
	}
}

// token says whether s may be the name of a header.
func token(s string) bool {
	for _, r := range s {
		if !(r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			return false
		}
	}
	return s != ""
}
