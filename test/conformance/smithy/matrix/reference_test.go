// SPDX-License-Identifier: Apache-2.0

package matrix

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTheReferenceWritesWhatThePagesShow holds the reference to the examples of
// Smithy's pages, and to those of the RFCs that they name.
func TestTheReferenceWritesWhatThePagesShow(t *testing.T) {
	t.Parallel()
	trait := func(id string, v any) Traits { return Traits{"smithy.api#" + id: v} }
	texts := &Type{Kind: "list", Item: &Member{Type: text()}}
	bag := &Type{Kind: "map", Item: &Member{Type: text()}}
	when := &Type{Kind: "timestamp"}
	for _, test := range []struct {
		name   string
		shape  Shape
		params object
		want   message
	}{
		{
			"labels, a header, a query and a document: http trait",
			Shape{URI: "/{bucketName}/{key}", Code: 200, Type: Type{Members: []Member{
				{"key", text(), trait("httpLabel", annotation)}, {"bucketName", text(), trait("httpLabel", annotation)},
				{"foo", text(), trait("httpHeader", "X-Foo")}, {"someValue", text(), trait("httpQuery", "paramName")},
				{"data", &Type{Kind: "blob"}, nil}, {"additional", text(), nil},
			}}},
			object{"key": "a b", "bucketName": "b/c", "foo": "d", "someValue": "e&f", "data": "value", "additional": "g"},
			message{
				path: "/b%2Fc/a%20b", code: 200, query: []string{"paramName=e%26f"}, header: map[string]string{"X-Foo": "d"},
				body: `{"additional":"g","data":"dmFsdWU="}`, media: "application/json",
			},
		},
		{
			"prefixed headers: httpPrefixHeaders trait",
			Shape{URI: "/myOperation", Type: Type{Members: []Member{{"headers", bag, trait("httpPrefixHeaders", "X-Foo-")}}}},
			object{"headers": object{"first": "hi", "second": "there"}},
			message{path: "/myOperation", header: map[string]string{"X-Foo-First": "hi", "X-Foo-Second": "there"}, empty: true},
		},
		{
			"a list in a query: httpQuery trait",
			Shape{URI: "/", Type: Type{Members: []Member{{"foo", texts, trait("httpQuery", "foo")}}}},
			object{"foo": []any{"a", "b"}},
			message{path: "/", query: []string{"foo=a", "foo=b"}, header: map[string]string{}, empty: true},
		},
		{
			"another name: jsonName trait",
			Shape{URI: "/", Type: Type{Members: []Member{{"foo", text(), trait("jsonName", "Foo")}, {"bar", text(), nil}}}},
			object{"foo": "abc", "bar": "def"},
			message{path: "/", header: map[string]string{}, body: `{"Foo":"abc","bar":"def"}`, media: "application/json"},
		},
		{
			"a label that is a time: httpLabel trait",
			Shape{URI: "/{at}", Type: Type{Members: []Member{{"at", when, trait("httpLabel", annotation)}}}},
			object{"at": number("482196050.52")},
			message{path: "/1985-04-12T23%3A20%3A50.52Z", header: map[string]string{}, empty: true},
		},
		{
			"a header that is a time: timestampFormat trait",
			Shape{URI: "/", Type: Type{Members: []Member{{"at", when, trait("httpHeader", "X-At")}}}},
			object{"at": number("1398796238")},
			message{path: "/", header: map[string]string{"X-At": "Tue, 29 Apr 2014 18:30:38 GMT"}, empty: true},
		},
		{
			"a number of seconds: timestampFormat trait",
			Shape{URI: "/", Type: Type{Members: []Member{{"at", when, nil}}}},
			object{"at": number("1515531081.123")},
			message{path: "/", header: map[string]string{}, body: `{"at":1515531081.123}`, media: "application/json"},
		},
		{
			"items with commas and quotes: RFC 9110, section 5.6.4",
			Shape{URI: "/", Type: Type{Members: []Member{{"all", texts, trait("httpHeader", "X-All")}}}},
			object{"all": []any{"a", `b,"c\`, ""}},
			message{path: "/", header: map[string]string{"X-All": `a, "b,\"c\\", ""`}, empty: true},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, ok := test.shape.serialize(test.params)
			if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(message{})); diff != "" || !ok {
				t.Errorf("ok is %t, -want +got:\n%s", ok, diff)
			}
		})
	}
}

func TestTheReferenceFillsInWhatThePagesSay(t *testing.T) {
	t.Parallel()
	with := func(m Member, traits Traits) Member { m.Traits = m.Traits.with(traits); return m }
	required := Traits{"smithy.api#required": annotation}
	inner := &Type{Kind: "structure", Members: []Member{with(Member{"text", text(), nil}, required), {"free", text(), nil}}}
	var members []Member
	want := object{"more": object{"text": ""}}
	for kind, v := range map[string]any{
		"boolean": false, "integer": number("0"), "double": number("0"), "timestamp": number("0"), "string": "", "blob": "", "enum": "",
		"list": []any{}, "map": object{},
	} {
		members = append(members, with(Member{kind, &Type{Kind: kind}, nil}, required))
		want[kind] = v
	}
	members = append(members,
		with(Member{"more", inner, nil}, required), with(Member{"document", &Type{Kind: "document"}, nil}, required),
		with(Member{"union", &Type{Kind: "union"}, nil}, required),
		with(Member{"both", count(), Traits{"smithy.api#default": number("7")}}, required),
		with(Member{"optional", count(), Traits{"smithy.api#clientOptional": annotation}}, required),
		Member{"free", text(), nil},
	)
	want["both"] = number("7")
	s := &Shape{Type: Type{Kind: "structure", Members: members}, out: true}
	if diff := cmp.Diff(want, s.corrected(object{})); diff != "" {
		t.Errorf("an answer: -want +got:\n%s", diff)
	}
	s = &Shape{Type: Type{Kind: "structure", Members: []Member{
		{"size", count(), Traits{"smithy.api#default": number("7")}},
		{"optional", count(), Traits{"smithy.api#default": number("7"), "smithy.api#clientOptional": annotation}},
		{"token", text(), Traits{"smithy.api#idempotencyToken": annotation}},
	}}}
	if diff := cmp.Diff(object{"size": number("7"), "token": token}, s.complete(object{})); diff != "" {
		t.Errorf("an input: -want +got:\n%s", diff)
	}
	s.Input = true
	if diff := cmp.Diff(object{"token": "t"}, s.complete(object{"token": "t"})); diff != "" {
		t.Errorf("a structure that is marked as an input: -want +got:\n%s", diff)
	}
}

func TestDatesOfHTTPHaveNoFractions(t *testing.T) {
	t.Parallel()
	for _, format := range formats {
		if _, ok := stamp(format, json.Number("0.5")); ok != (format != "http-date") {
			t.Errorf("%s: %t", format, ok)
		}
	}
}
