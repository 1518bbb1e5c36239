// SPDX-License-Identifier: Apache-2.0

package matrix

import (
	"net/http"
	"strings"
)

// message is a request or an answer as the reference writes it.
type message struct {
	path, host string // of a request; host stands before the endpoint's
	code       int    // of an answer
	query      []string
	header     map[string]string
	body       string
	media      string // of the body, "" if nothing is said of it
	empty      bool   // there is no body, and so no media type
}

// serialize writes the members of an input, output or error that params have. ok is
// false if one of them has no form on the wire.
// Source: Smithy 2.0, "Serializing HTTP messages".
func (s *Shape) serialize(params object) (w message, ok bool) {
	w = message{path: s.URI, host: s.Host, code: s.Code, header: map[string]string{}, empty: true}
	rest := &Type{}
	for i := range s.Members {
		m := &s.Members[i]
		v, has := params[m.Name]
		given := has && v != nil
		if place := m.place(); place == "" {
			if given && m.Traits.has("hostLabel") {
				w.host = strings.ReplaceAll(w.host, "{"+m.Name+"}", v.(string))
			}
			rest.Members = append(rest.Members, *m)
		} else if place == "httpPayload" {
			if ok = w.payload(m, v, given); has && !given {
				w.body, w.empty = "null", false
			}
		} else if ok = true; given {
			ok = w.bind(m, place, v)
		}
		if !ok && m.place() != "" {
			return w, false
		}
	}
	if len(rest.Members) > 0 {
		n, ok := rest.node(params)
		w.body, w.media, w.empty = written(n), "application/json", false
		return w, ok
	}
	return w, true
}

// place is the trait that binds the member, without its namespace. A label of the
// host is no such place: the member stands in the document too.
// Source: Smithy 2.0, hostLabel trait.
func (m *Member) place() string {
	for _, id := range []string{
		"httpLabel", "httpQuery", "httpQueryParams", "httpHeader", "httpPrefixHeaders", "httpResponseCode", "httpPayload",
	} {
		if m.Traits.has(id) {
			return id
		}
	}
	return ""
}

// bind writes a member that is not in the body.
func (w *message) bind(m *Member, place string, v any) bool {
	switch place {
	case "httpPrefixHeaders":
		for key, item := range v.(object) {
			w.header[http.CanonicalHeaderKey(m.Traits.text(place)+key)] = item.(string)
		}
		return true
	case "httpQueryParams":
		for key, item := range v.(object) {
			w.parameters(key, m.Type.Item, item)
		}
		return true
	case "httpQuery":
		return w.parameters(m.Traits.text(place), m, v)
	case "httpHeader":
		if m.Type.is("list") {
			return w.headers(m, v.([]any))
		}
	}
	s, ok := m.plain(place, v)
	switch place {
	case "httpHeader":
		w.header[m.Traits.text(place)] = s
	case "httpLabel":
		w.path = strings.NewReplacer("{"+m.Name+"}", escape(s, ""), "{"+m.Name+"+}", escape(s, "/")).Replace(w.path)
	case "httpResponseCode":
		w.code = atoi(v)
	}
	return ok
}

// parameters writes a member to the query, an item of a list each by itself.
func (w *message) parameters(name string, m *Member, v any) bool {
	items, of := []any{v}, m
	if m.Type.is("list") {
		items, of = v.([]any), m.Type.Item
	}
	for _, item := range items {
		if item == nil {
			return false
		}
		s, ok := of.plain("httpQuery", item)
		if !ok {
			return false
		}
		w.query = append(w.query, escape(name, "")+"="+escape(s, ""))
	}
	return true
}

// headers writes a list to one line.
func (w *message) headers(m *Member, items []any) bool {
	var all []string
	for _, item := range items {
		if item == nil {
			return false
		}
		s, ok := m.Type.Item.plain("httpHeader", item)
		if !ok {
			return false
		}
		all = append(all, s)
	}
	if m.Type.Item.Type.is("string", "enum") {
		w.header[m.Traits.text("httpHeader")] = quoted(all)
	} else {
		w.header[m.Traits.text("httpHeader")] = strings.Join(all, ", ")
	}
	return true
}

// payload writes the member that is the body. A structure that is not given is an
// empty object, all else nothing.
// Source: Smithy 2.0, httpPayload trait; "AWS restJson1 protocol", Content-Type.
func (w *message) payload(m *Member, v any, given bool) bool {
	w.media, w.empty = "application/json", !given
	switch {
	case m.Type.is("string", "enum"):
		w.media = "text/plain"
	case m.Type.is("blob", "stream"):
		w.media = "application/octet-stream"
	case !given && m.Type.is("structure"):
		w.body, w.empty = "{}", false
		return true
	case given:
		n, ok := m.node(v)
		w.body = written(n)
		return ok
	}
	if media := m.Type.Traits.text("mediaType"); media != "" {
		w.media = media
	}
	if given {
		w.body = v.(string)
	}
	return true
}
