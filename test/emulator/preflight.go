// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"errors"
	"net/http"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
)

// preflight answers an OPTIONS request. It needs no signature, and a wrong one
// does no harm.
func (c *call) preflight() (*answer, error) {
	r := c.asked()
	r.Method = c.request.Header.Get("Access-Control-Request-Method")
	rules, err := c.rules()
	var d cors.Decision
	switch {
	case errors.Is(err, errNoBucket):
		d = cors.NoBucket(c.emulator.options.CORS, r)
	case err != nil:
		return nil, err
	default:
		d = cors.Evaluate(c.emulator.options.CORS, rules, r)
	}
	c.allow(&d)
	if !d.Allowed && d.Status != http.StatusOK {
		return nil, decided(&d)
	}
	return &answer{status: d.Status}, nil
}

// crossOrigin adds the CORS headers of a real request to whatever is answered
// later, and gives the fault of one that asks in a way that no rule can match.
func (c *call) crossOrigin() error {
	r := c.asked()
	if r.Method = c.request.Header.Get("Access-Control-Request-Method"); r.Method == "" {
		r.Method = c.request.Method
	}
	rules, _ := c.rules() // what is wrong with the bucket, the operation says better
	d := cors.EvaluateActual(c.emulator.options.CORS, rules, r)
	c.allow(&d)
	if d.Code != "" {
		return decided(&d)
	}
	return nil
}

// asked is the request in terms of CORS, without its method.
func (c *call) asked() cors.Request {
	r := cors.Request{Key: c.key, Origin: c.request.Header.Get("Origin")}
	if names := strings.Join(c.request.Header.Values("Access-Control-Request-Headers"), ","); names != "" {
		r.Headers = strings.Split(names, ",")
	}
	return r
}

func (c *call) allow(d *cors.Decision) {
	for name, value := range d.Headers() {
		c.writer.Header().Set(name, value)
	}
}

func decided(d *cors.Decision) *fault {
	f := &fault{status: d.Status, code: d.Code, message: d.Message}
	if d.Method != "" {
		f.elements = []pair{{"Method", d.Method}, {"ResourceType", d.ResourceType}}
	}
	return f
}

// rules are the CORS rules of the bucket, nil when it has none.
func (c *call) rules() (*cors.Configuration, error) {
	if c.bucket == "" {
		return nil, errNoBucket
	}
	data, err := c.emulator.store.document(c.bucket, "", c.dialect.rulesDocument)
	if err != nil || data == nil {
		return nil, err
	}
	for _, op := range c.emulator.operations {
		if op.document != nil && op.document.name == c.dialect.rulesDocument && op.method == http.MethodPut {
			doc, _ := op.input.document()
			in, err := c.dialect.language.read(doc, data)
			return rulesOf(in), err
		}
	}
	return nil, nil
}

// rulesOf gives the rules of a document, whose members are named as the fields
// of package cors.
func rulesOf(in record) *cors.Configuration {
	all := &cors.Configuration{ResponseVary: in.flag("ResponseVary")}
	for _, r := range in.records("Rules") {
		rule := cors.Rule{
			ID:             r.text("ID"),
			AllowedOrigins: r.texts("AllowedOrigins"),
			AllowedMethods: r.texts("AllowedMethods"),
			AllowedHeaders: r.texts("AllowedHeaders"),
			ExposeHeaders:  r.texts("ExposeHeaders"),
		}
		if n, ok := r.number("MaxAgeSeconds"); ok {
			age := int(n)
			rule.MaxAgeSeconds = &age
		}
		all.Rules = append(all.Rules, rule)
	}
	return all
}
