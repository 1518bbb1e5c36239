// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/rest"
)

func TestErrorsOfRestJSONAreKnownByHeaderOrBody(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ header, body, code, message, id string }{
		"a header":                    {"Gone", `{"message":"It is gone.","requestId":"7"}`, "Gone", "It is gone.", "7"},
		"a header beside a body":      {"Gone", `{"__type":"Other","code":"Another"}`, "Gone", "", ""},
		"a header with everything":    {"a.b#Gone:http://x.example/y#z", ``, "Gone", "", ""},
		"a type":                      {"", `{"__type":"a.b#Gone"}`, "Gone", "", ""},
		"a code":                      {"", `{"code":"Gone:http://x.example","Message":"m"}`, "Gone", "m", ""},
		"a code and a type":           {"", `{"__type":"Other","code":"Gone"}`, "Gone", "", ""},
		"a code that is a number":     {"", `{"code":404,"__type":"Gone"}`, "Gone", "", ""},
		"a header that is empty":      {" ", `{"code":"Gone"}`, "Gone", "", ""},
		"a body that is a list":       {"Gone", `[1]`, "Gone", "", ""},
		"nothing":                     {"", ``, "", "", ""},
		"HTML":                        {"", `<html>`, "", "", ""},
		"a body that is cut short":    {"", `{"code":"Gone"`, "", "", ""},
		"a message that is an object": {"", `{"code":"Gone","message":{"a":1}}`, "Gone", "", ""},
	} {
		code, message, id := rest.JSONRefusal(http.Header{"X-Amzn-Errortype": {test.header}}, []byte(test.body))
		if code != test.code || message != test.message || id != test.id {
			t.Errorf("%s: got %q, %q and %q", name, code, message, id)
		}
	}
}

func TestARefusalInJSONIsAnError(t *testing.T) {
	t.Parallel()
	c := client(t, rest.Config{Transport: transport(func(*http.Request) (*http.Response, error) {
		return answer(http.StatusNotFound, `{"thing":"7"}`, "X-Amzn-Errortype", "NoSuchThing", "X-Amzn-Requestid", "r"), nil
	})})
	_, err := rest.Invoke(t.Context(), c, rest.Operation[nothing, nothing]{
		Name: "GetThing", Encode: func(e *rest.Encoder, _ *nothing) { get(e) }, Refusal: rest.JSONRefusal,
		Failure: func(code string, d *rest.Decoder) error {
			e := &noSuchThing{Code: code}
			x := d.OptionalJSON()
			for at := x.EnterObject(false); x.Next(at); {
				e.Thing = string(x.Name()) + x.String()
			}
			return e
		},
	}, nil, nil)
	e, ok := errors.AsType[*rest.Error](err)
	thing, modelled := errors.AsType[*noSuchThing](err)
	if !ok || !modelled || e.Code != "NoSuchThing" || e.RequestID != "r" || e.StatusCode != http.StatusNotFound || thing.Thing != "thing7" {
		t.Errorf("got %v, %+v", err, thing)
	}
}

func TestAUnionOfJSONHasOneFieldSet(t *testing.T) {
	t.Parallel()
	var e rest.Encoder
	e.Reset(nil)
	x := e.JSON()
	x.Field("Choice")
	x.Open("")
	rest.OneOf(x, true, false)
	rest.OneOf(x, false, false)
	rest.Length(x, "Text", 7, 0, 5)
	x.End()
	if len(e.Issues) != 2 || e.Issues[0].Field != "Choice" || e.Issues[1].Field != "Choice.Text" {
		t.Errorf("got %v", e.Issues)
	}
}

func TestListsWithNullOutsideOfDocuments(t *testing.T) {
	t.Parallel()
	if got := rest.Dense([]*int{nil, new(1), nil, new(2)}); cmp.Diff([]int{1, 2}, got) != "" {
		t.Errorf("got %v", got)
	}
	if got := rest.Dense([]*int{nil}); got == nil || len(got) != 0 || rest.Dense[int](nil) != nil {
		t.Errorf("got %v", got)
	}
	if got := rest.DenseMap(map[string]*string{"a": nil, "b": new("c")}); cmp.Diff(map[string]string{"b": "c"}, got) != "" {
		t.Errorf("got %v", got)
	}
	if got := rest.DenseLists(map[string][]*string{"a": nil, "b": {nil, new("c")}}); cmp.Diff(map[string][]string{"a": nil, "b": {"c"}}, got) != "" {
		t.Errorf("got %v", got)
	}
	if got := rest.Sparse([]int{1, 2}); len(got) != 2 || *got[0] != 1 || *got[1] != 2 || rest.Sparse[int](nil) != nil {
		t.Errorf("got %v", got)
	}
}

func TestWhatIsNotSetHasItsDefault(t *testing.T) {
	t.Parallel()
	if rest.OrDocument(nil, "x") != "x" || rest.OrDocument(false, "x") != false {
		t.Error("a document is not its default, or is")
	}
	if got := rest.OrEmpty[int](nil); got == nil || len(got) != 0 || len(rest.OrEmpty([]int{1})) != 1 {
		t.Errorf("got %v", got)
	}
}

func TestListsInHeadersThatJSONHas(t *testing.T) {
	t.Parallel()
	var e rest.Encoder
	e.Reset(nil)
	e.HeaderBase64List("A", "X-A", []string{"a", ""})
	e.HeaderBase64List("B", "X-B", []string{})
	e.HeaderBase64List("C", "X-C", nil)
	e.HeaderBigIntegerList("D", "X-D", []rest.Number{"1", "2"})
	e.HeaderBigIntegerList("E", "X-E", []rest.Number{})
	e.HeaderBigDecimalList("F", "X-F", []rest.Number{"0.10"})
	e.HeaderBigDecimalList("G", "X-G", []rest.Number{})
	want := http.Header{"X-A": {`YQ==, ""`}, "X-B": {""}, "X-D": {"1, 2"}, "X-E": {""}, "X-F": {"0.10"}, "X-G": {""}}
	if diff := cmp.Diff(want, e.Head); diff != "" {
		t.Error(diff)
	}
}
