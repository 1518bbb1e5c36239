// SPDX-License-Identifier: Apache-2.0

package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
)

func TestDangersOfAProviderMustBeMeant(t *testing.T) {
	t.Parallel()
	m := load(t, `
		"a#S": {"type": "service", "operations": [{"target": "a#Get"}, {"target": "a#Ask"}], "traits": {"aws.protocols#restXml": {}, "pail.api#provider": {"id": "x"}}},
		"a#Get": {"type": "operation", "input": {"target": "a#GetInput"}, "output": {"target": "a#GetOutput"}, "traits": {"smithy.api#http": {"method": "GET", "uri": "/"}}},
		"a#GetInput": {"type": "structure", "members": {"text": {"target": "smithy.api#String", "traits": {"pail.api#body": {}}}}},
		"a#GetOutput": {"type": "structure", "members": {
			"length": {"target": "smithy.api#Long", "traits": {"smithy.api#httpHeader": "Content-Length", "smithy.api#suppress": ["HttpHeaderTrait"]}},
			"host": {"target": "smithy.api#String", "traits": {"smithy.api#httpHeader": "Host"}},
			"stream": {"target": "a#Stream", "traits": {"smithy.api#httpPayload": {}}}}},
		"a#Stream": {"type": "blob", "traits": {"smithy.api#streaming": {}}},
		"a#Ask": {"type": "operation", "input": {"target": "a#AskInput"}, "traits": {"smithy.api#http": {"method": "GET", "uri": "/ask"}, "smithy.api#suppress": ["HttpMethodSemantics"]}},
		"a#AskInput": {"type": "structure", "members": {
			"body": {"target": "smithy.api#String", "traits": {"smithy.api#httpPayload": {}}},
			"code": {"target": "smithy.api#Integer", "traits": {"smithy.api#httpResponseCode": {}}}}},
		"pail.api#provider": {"type": "structure", "traits": {"smithy.api#trait": {}}, "members": {"id": {"target": "smithy.api#String"}}},
		"pail.api#body": {"type": "structure", "traits": {"smithy.api#trait": {}}}`)
	var faults ast.Faults
	Provider(m, "x", "x.json", &faults)
	var got []string
	for _, f := range faults.List() {
		got = append(got, f.Shape+": "+f.Problem)
	}
	want := []string{
		"a#GetInput$text: a request with the method GET has no body",
		"a#GetOutput$host: the header Host belongs to HTTP",
		"a#GetOutput$stream: a stream has neither smithy.api#required nor smithy.api#default",
		"a#AskInput$code: smithy.api#httpResponseCode has no meaning here",
		"a#AskInput$code: the body is body, which leaves no document for this member",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}
