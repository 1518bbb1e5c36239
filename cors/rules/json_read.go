// SPDX-License-Identifier: Apache-2.0

package rules

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
)

// names are the members of one JSON format. The origin is one or many.
type names struct {
	rules, vary, id, origin, origins, methods, headers, expose, age string
}

var (
	consoleNames = names{
		rules: "CORSRules", vary: "ResponseVary", id: "ID", origins: "AllowedOrigins", methods: "AllowedMethods",
		headers: "AllowedHeaders", expose: "ExposeHeaders", age: "MaxAgeSeconds",
	}
	qingstorNames = names{
		rules: "cors_rules", vary: "resp_vary", origin: "allowed_origin", methods: "allowed_methods",
		headers: "allowed_headers", expose: "expose_headers", age: "max_age_seconds",
	}
)

// ofRule are the members of a rule, in the order in which they are written.
func (n *names) ofRule() []string {
	all := []string{n.id, n.origin, n.origins, n.methods, n.headers, n.expose, n.age}
	return slices.DeleteFunc(all, func(name string) bool { return name == "" })
}

func (r *reader) json(data []byte) {
	v, ok := r.document(data)
	if !ok {
		return
	}
	if v.isList() {
		r.file.Format = Console
		r.rules(v, &consoleNames)
		return
	}
	if len(v.members) == 1 && v.members[0].name == rootElement && v.members[0].value.isObject() {
		v = v.members[0].value
	}
	has := func(n *names) bool {
		return slices.ContainsFunc(v.members, func(m member) bool { return m.name == n.rules })
	}
	switch {
	case has(&qingstorNames):
		r.file.Format = QingStor
		r.whole(v, &qingstorNames)
	case has(&consoleNames):
		r.file.Format = Console
		r.whole(v, &consoleNames)
	case slices.ContainsFunc(v.members, func(m member) bool {
		return slices.Contains(consoleNames.ofRule(), m.name) || slices.Contains(qingstorNames.ofRule(), m.name)
	}):
		r.fault(v.line, "", "this is one rule, and rules stand in a list, in %s or in %s", consoleNames.rules, qingstorNames.rules)
	default:
		r.fault(v.line, "", "there is neither %s nor %s", consoleNames.rules, qingstorNames.rules)
	}
}

func (r *reader) whole(v value, n *names) {
	for _, m := range v.members {
		switch m.name {
		case n.rules:
			r.rules(m.value, n)
		case n.vary:
			r.vary(m, n)
		default:
			r.unknown(m.line, m.name, []string{n.rules, n.vary})
		}
	}
}

// vary is a boolean, or the words of QingStor, in any case, and in the form that
// its documentation's own example has.
func (r *reader) vary(m member, n *names) {
	c := r.file.Configuration
	if on, ok := m.value.token.(bool); ok && n == &consoleNames {
		c.ResponseVary = on
		return
	}
	word, _ := m.value.token.(string)
	switch word = strings.ToLower(word); {
	case m.value.token == nil:
	case n == &consoleNames:
		r.fault(m.line, m.name, "it is true or false")
	case word == "enabled" || word == "enable":
		c.ResponseVary = true
	case word != "disabled" && word != "disable":
		r.fault(m.line, m.name, `it is "enabled" or "disabled"`)
	}
}

func (r *reader) rules(v value, n *names) {
	if v.token != nil && !v.isList() {
		r.fault(v.line, n.rules, "a list is expected")
		return
	}
	for _, item := range v.items {
		rule := r.begin(item.line)
		if !item.isObject() {
			r.fault(item.line, "", "a rule is an object")
		}
		for _, m := range item.members {
			r.member(rule, m, n)
		}
		r.rule = -1
	}
}

func (r *reader) member(rule *cors.Rule, m member, n *names) {
	switch m.name {
	case n.id:
		rule.ID = r.text(m)
	case n.origin:
		if m.value.token != nil {
			rule.AllowedOrigins = []string{r.text(m)}
		}
	case n.origins:
		rule.AllowedOrigins = r.texts(m)
	case n.methods:
		rule.AllowedMethods = r.texts(m)
	case n.headers:
		rule.AllowedHeaders = r.texts(m)
	case n.expose:
		rule.ExposeHeaders = r.texts(m)
	case n.age:
		rule.MaxAgeSeconds = r.number(m)
	default:
		r.unknown(m.line, m.name, n.ofRule())
	}
}

// text is a string; null is none.
func (r *reader) text(m member) string {
	text, ok := m.value.token.(string)
	if !ok && m.value.token != nil {
		r.fault(m.line, m.name, "a string is expected")
	}
	return text
}

// texts is a list of strings. One string alone is a fault, and read as a list of
// one, so that what is in it can be judged.
func (r *reader) texts(m member) (list []string) {
	switch {
	case m.value.token == nil:
	case m.value.isList():
		for _, item := range m.value.items {
			text, ok := item.token.(string)
			if !ok {
				r.fault(item.line, m.name, "a string is expected")
				continue
			}
			list = append(list, text)
		}
	default:
		r.fault(m.line, m.name, "a list of strings is expected")
		if text, ok := m.value.token.(string); ok {
			list = []string{text}
		}
	}
	return list
}

// number is an integer; null is none.
func (r *reader) number(m member) *int {
	if m.value.token == nil {
		return nil
	}
	number, _ := m.value.token.(json.Number)
	n, err := strconv.Atoi(number.String())
	if err != nil {
		r.fault(m.line, m.name, "a number of seconds is expected")
		return nil
	}
	return &n
}
