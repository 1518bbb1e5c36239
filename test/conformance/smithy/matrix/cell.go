// SPDX-License-Identifier: Apache-2.0

package matrix

// Cell is one combination of the five axes.
type Cell struct {
	Side            Side
	Location, Trait string
	Type            string
	Presence        Presence
	Rule            string // that forbids it; "" if it is legal
	Cases           int
}

// presences lists the axis of presences.
func presences(s Side) []Presence {
	if s == Request {
		return []Presence{Absent, Empty, Zero, Set}
	}
	return []Presence{Absent, Empty, Zero, Set, Null}
}

// presents gives the rule by which the location has no such presence of the type,
// "" if it has.
func (l Location) presents(s Side, t *Type, p Presence) string {
	answer := s == Response
	switch {
	case p == Null && l.place() == "httpPayload" && t.is("structure", "union", "document"):
		return "" // the whole document is null
	case p == Null && !l.document():
		return "null is a value of JSON, and " + l.Name + " is no part of a document"
	case p == Null && (l.Nest == "list" || l.Nest == "map"):
		return "sparse: a list or map without it holds no null"
	case p == Null && l.Nest == "union":
		return "exactly one member of a union MUST be set to a value"
	case p == Absent && l.place() == "httpResponseCode":
		return "HTTP: an answer always has a status"
	case p == Zero && l.place() == "httpResponseCode":
		return "HTTP: a status has three digits"
	case answer && l.place() == "httpHeader" && l.Nest == "" && t.is("list") && p == Empty:
		return "httpHeader: servers do not send a list without items"
	case (p == Zero || p == Null) && t.sparse() && l.place() != "" && l.Nest == "" && l.place() != "httpPayload":
		return l.place() + ": null has no form there"
	}
	return ""
}

// goZero reports whether the value is a plain field in Go, whose zero stands where
// a required value is left out: docs/adr/0009.
func goZero(t *Type) bool {
	return t.is("boolean", "byte", "short", "integer", "long", "float", "double", "intEnum", "string", "enum")
}
