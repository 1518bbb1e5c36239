// SPDX-License-Identifier: Apache-2.0

package matrix

import "strings"

const protocol = "aws.protocols#restJson1"

// request adds the case of an input, and returns how many that makes: none if a
// value has no form in its place.
func (c *cases) request(id string, m *slot, p Presence, params object) int {
	if field := m.refused(p); field != "" {
		c.refused = append(c.refused, object{"id": id, "params": params, "field": field})
		return 1
	}
	full := params
	if p == Absent && m.value.Traits.has("required") && goZero(m.row) && !m.value.Traits.has("idempotencyToken") && m.location.Nest != "union" && !c.shape.optional(&m.value) && !m.value.Traits.has("default") {
		full = m.wrap(m.row.correction(), true, c.slots)
	}
	w, ok := c.shape.serialize(c.shape.complete(full))
	if !ok {
		return 0
	}
	path, _, _ := strings.Cut(w.path, "?")
	test := object{"id": id, "protocol": protocol, "method": "POST", "uri": path, "body": w.body, "params": params}
	if w.host != "" {
		test["host"], test["resolvedHost"] = "example.com", w.host+"example.com"
	}
	if len(w.query) > 0 {
		test["queryParams"] = w.query
	}
	if header := w.header; len(header) > 0 || !w.empty {
		test["headers"] = header
	}
	var forbid []string
	for i := range c.shape.Members {
		if name := c.shape.Members[i].Traits.text("httpHeader"); name != "" {
			if _, sent := w.header[name]; !sent {
				forbid = append(forbid, name)
			}
		}
	}
	switch {
	case w.empty:
		forbid = append(forbid, "Content-Type")
	case w.body != "":
		w.header["Content-Type"], test["requireHeaders"] = w.media, []string{"Content-Length"}
		test["bodyMediaType"] = w.media
	}
	if m.variant.Name == "httpChecksumRequired" {
		required, _ := test["requireHeaders"].([]string)
		test["requireHeaders"] = append(required, "Content-MD5")
	}
	if len(forbid) > 0 {
		test["forbidHeaders"] = forbid
	}
	c.tests = append(c.tests, test)
	return 1
}

// refused is the field of an input that cannot be sent, "" if it can.
func (m *slot) refused(p Presence) string {
	label := m.location.place() == "httpLabel" || m.location.place() == "hostLabel"
	traits := m.value.Traits
	required := traits.has("required") && !traits.has("clientOptional")
	switch {
	case label && p == Empty:
		return m.path()
	case p != Absent || !required || traits.has("idempotencyToken") || m.location.Nest == "union":
		return ""
	case m.variant.Input:
		return m.path()
	case traits.has("default"):
		return ""
	case label && m.row.is("string", "enum"), !goZero(m.row):
		return m.path()
	}
	return ""
}

// answer adds the case of an answer.
func (c *cases) answer(id string, params object) int {
	w, ok := c.shape.serialize(params)
	if !ok {
		return 0
	}
	test := object{"id": id, "protocol": protocol, "code": w.code, "body": w.body, "params": c.shape.corrected(c.shape.seen(params))}
	if !w.empty {
		w.header["Content-Type"] = w.media
		test["bodyMediaType"] = w.media
	}
	if strings.HasSuffix(c.shape.Name, "Error") {
		w.header["X-Amzn-Errortype"] = c.shape.Name
	}
	if len(w.header) > 0 {
		test["headers"] = w.header
	}
	c.tests = append(c.tests, test)
	return 1
}

// seen is what of params can be told from an answer: an empty payload is none.
func (s *Shape) seen(params object) object {
	all := object{}
	for i := range s.Members {
		m := &s.Members[i]
		v, given := params[m.Name]
		if given && (m.place() != "httpPayload" || v != "" || m.Type.is("document")) {
			all[m.Name] = v
		}
		if !given && m.place() == "httpPayload" && m.Type.is("structure") {
			all[m.Name] = object{}
		}
	}
	return all
}
