// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const jsonFaultDocument = `{"code":"permission_denied","message":"you don't have enough permission to accomplish this request",` +
	`"request_id":"aa08cf7a43f611e5886952542e6ce14b","url":"http://docs.example/errors.html"}`

func TestJSONFaultsAreRead(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       Fault
	}{
		{"QingStor's", jsonFaultDocument, Fault{
			Code: "permission_denied", Message: "you don't have enough permission to accomplish this request",
			RequestID: "aa08cf7a43f611e5886952542e6ce14b", URL: "http://docs.example/errors.html",
		}},
		{"a gateway's of COS, with a number", `{"code":-70001,"message":"busy","request_id":"r"}`, Fault{Code: "-70001", Message: "busy", RequestID: "r"}},
		{"a gateway's of COS, with a word", `{"code":"AccessDenied","message":"no","request_id":"r"}`, Fault{Code: "AccessDenied", Message: "no", RequestID: "r"}},
		{"restJson1's type", `{"__type":"aws.protocoltests.restjson#FooError","Message":"m"}`, Fault{Code: "FooError", Message: "m"}},
		{"restJson1's code", `{"code":"FooError:http://internal.example/coral/com.example/","message":"m"}`, Fault{Code: "FooError", Message: "m"}},
		{"a code and a type", `{"__type":"ns#B","code":"A"}`, Fault{Code: "A"}},
		{"a number and a type", `{"code":4,"__type":"ns#B"}`, Fault{Code: "B"}},
		{"capitals", `{"Code":"A","RequestId":"r"}`, Fault{Code: "A", RequestID: "r"}},
		{"members of other types", `{"code":"A","message":{"text":"m"},"request_id":[1],"url":null,"more":{"code":"B"}}`, Fault{Code: "A"}},
		{"a code twice", `{"code":"A","code":"B"}`, Fault{Code: "B"}},
		{"an empty one", ` {} `, Fault{}},
		{"none", `null`, Fault{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := ReadJSONFault([]byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhatIsNoJSONFault(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                            "the body is empty at byte 0: unexpected EOF",
		"<html><h1>502</h1></html>":   "the body is HTML, not JSON at byte 0",
		"<Error><Code>A</Code>":       "the body is XML, not JSON at byte 0",
		`["code"]`:                    "the body has a root that is not an object at byte 1",
		`"AccessDenied"`:              "the body has a root that is neither an object nor a list at byte 0",
		`{"code":"A"`:                 "the body ends inside the root at byte 11: unexpected EOF",
		`{"code":"A"}x`:               "the body has text after the root value at byte 12",
		strings.Repeat(`{"code":`, 9): `the body ends inside the member "code" at byte 72: unexpected EOF`,
	} {
		got, err := ReadJSONFault([]byte(text))
		var bad *BodyError
		if got != nil || !errors.As(err, &bad) || err.Error() != want {
			t.Errorf("%q gives %+v, %v", text, got, err)
		}
	}
}

func TestErrorTypeNamesAreStripped(t *testing.T) {
	t.Parallel()
	for _, test := range [][2]string{
		{"FooError", "FooError"},
		{"FooError:http://internal.example/coral/com.example/", "FooError"},
		{"aws.protocoltests.restjson#FooError", "FooError"},
		{"aws.protocoltests.restjson#FooError:http://internal/a#b:c", "FooError"},
		{"\tFooError ", "FooError"},
		{"#", ""},
		{"", ""},
		{":http://x#", ""},
	} {
		if got := ErrorTypeName(test[0]); got != test[1] {
			t.Errorf("ErrorTypeName(%q) = %q, want %q", test[0], got, test[1])
		}
	}
}

func FuzzReadJSONFault(f *testing.F) {
	f.Add([]byte(jsonFaultDocument))
	f.Add([]byte(`{"__type":"a#b:c","code":-1.5e9,"Message":null}`))
	f.Add([]byte(strings.Repeat(`{"code":`, 70)))
	f.Add([]byte("<html>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		fault, err := ReadJSONFault(body)
		if (fault == nil) == (err == nil) {
			t.Errorf("fault %+v and error %v", fault, err)
		}
		if err == nil && !json.Valid(body) {
			t.Errorf("took %q", body)
		}
	})
}
