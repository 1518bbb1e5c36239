// SPDX-License-Identifier: Apache-2.0

package matrix

import "strings"

// Side is whose message a value stands in.
type Side string

// The sides.
const (
	Request  Side = "request"
	Response Side = "response"
)

// Location is a row of the axis of locations.
type Location struct {
	Name    string
	Binding Traits // that bind the member at the top to its place; %s stands for a name
	Nest    string // what is around the value: list, map, union or structure, sparse ones too; "" for nothing
	Single  bool   // an operation has one member in this place
	Error   bool   // it stands in an error
	Sides   []Side
}

var both = []Side{Request, Response}

// locations lists the axis of locations.
func locations() []Location {
	bind := func(trait string, value any) Traits { return Traits{"smithy.api#" + trait: value} }
	header, query, payload := bind("httpHeader", "X-%s"), bind("httpQuery", "%s"), bind("httpPayload", annotation)
	return []Location{
		{Name: "label", Binding: bind("httpLabel", annotation), Single: true, Sides: []Side{Request}},
		{Name: "greedy label", Binding: bind("httpLabel", annotation), Single: true, Sides: []Side{Request}},
		{Name: "host label", Binding: bind("hostLabel", annotation), Single: true, Sides: []Side{Request}},
		{Name: "query", Binding: query, Sides: []Side{Request}},
		{Name: "list in query", Binding: query, Nest: "list", Sides: []Side{Request}},
		{Name: "query parameters", Binding: bind("httpQueryParams", annotation), Single: true, Sides: []Side{Request}},
		{Name: "header", Binding: header, Sides: both},
		{Name: "list in header", Binding: header, Nest: "list", Sides: both},
		{Name: "prefix headers", Binding: bind("httpPrefixHeaders", "X-Pre-"), Single: true, Sides: both},
		{Name: "body member", Sides: both},
		{Name: "list element", Nest: "list", Sides: both},
		{Name: "sparse list element", Nest: "sparse list", Sides: both},
		{Name: "map value", Nest: "map", Sides: both},
		{Name: "sparse map value", Nest: "sparse map", Sides: both},
		{Name: "union member", Nest: "union", Sides: both},
		{Name: "nested member", Nest: "structure", Sides: both},
		{Name: "payload", Binding: payload, Single: true, Sides: both},
		{Name: "structure payload", Binding: payload, Nest: "structure", Single: false, Sides: both},
		{Name: "response code", Binding: bind("httpResponseCode", annotation), Single: true, Sides: []Side{Response}},
		{Name: "error header", Binding: header, Error: true, Sides: []Side{Response}},
		{Name: "error prefix headers", Binding: bind("httpPrefixHeaders", "X-Pre-"), Single: true, Error: true, Sides: []Side{Response}},
		{Name: "error member", Error: true, Sides: []Side{Response}},
		{Name: "error payload", Binding: payload, Single: true, Error: true, Sides: []Side{Response}},
	}
}

// item reports whether the value is an item of a list or map, and so no member of
// a structure or union.
func (l Location) item() bool {
	return strings.HasSuffix(l.Nest, "list") || strings.HasSuffix(l.Nest, "map")
}

// document reports whether the value stands in a JSON document.
func (l Location) document() bool {
	return l.Binding == nil || l.Name == "structure payload"
}

// place is the trait that binds, without its namespace; "" for the document.
func (l Location) place() string {
	for id := range l.Binding {
		return strings.TrimPrefix(id, "smithy.api#")
	}
	return ""
}

// holds gives the rule that forbids a type in the location, "" if none does.
func (l Location) holds(t *Type) string {
	if t.is("stream") && (l.Name != "payload" || l.Error) {
		return "streaming: a blob that streams must be the payload of an input or output"
	}
	if t.is("unit") && l.Nest != "union" {
		return "unit type: smithy.api#Unit is targeted by operations and members of unions alone"
	}
	switch l.place() {
	case "httpLabel":
		if !t.is("text") {
			return "httpLabel: structure > member[trait|required] :test(> :test(string, number, boolean, timestamp))"
		}
		if l.Name == "greedy label" && !t.is("string", "enum") {
			return "httpLabel: a greedy label MUST be bound to a string shape"
		}
	case "hostLabel":
		if !t.is("string", "enum") {
			return "hostLabel: structure > member[trait|required] :test(> string)"
		}
	case "httpQuery":
		if !t.is("text") && (l.item() || !t.is("list")) {
			return "httpQuery: string, number, boolean, timestamp, or a list of these"
		}
	case "httpHeader":
		if !t.is("text") && (l.item() || !t.is("list")) {
			return "httpHeader: boolean, number, string, timestamp, or a list of these"
		}
	case "httpQueryParams":
		if !t.is("map") {
			return "httpQueryParams: > map > member[id|member=value] > :test(string, list > member > string)"
		}
	case "httpPrefixHeaders":
		if !t.is("map") || !t.Item.Type.is("string") || t.sparse() {
			return "httpPrefixHeaders: > map :not([trait|sparse]) > member[id|member=value] > string"
		}
	case "httpResponseCode":
		if !t.is("integer", "intEnum") {
			return "httpResponseCode: > integer"
		}
	case "httpPayload":
		if l.Nest == "" && !t.is("structure", "document", "string", "enum", "blob", "stream", "union") {
			return "restJson1: httpPayload is for structures, documents, strings, blobs and unions"
		}
	}
	return ""
}
