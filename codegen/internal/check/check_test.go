// SPDX-License-Identifier: Apache-2.0

package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

func TestTheServiceIsFound(t *testing.T) {
	t.Parallel()
	one, two := `"a#One": {"type": "service"}`, `"a#One": {"type": "service"}, "a#Two": {"type": "service"}`
	for _, c := range []struct{ name, shapes, service, want, fault string }{
		{"the only one", one, "", "a#One", ""},
		{"one by name", two, "a#Two", "a#Two", ""},
		{"one of two", two, "", "", "-: the model has 2 services; say -service with one of a#One, a#Two"},
		{"none", `"a#X": {"type": "string"}`, "", "", "-: the model has no service; give all files of the model"},
		{"another name", two, "a#Three", "", "-: a#Three: the model has no such service; name one of a#One, a#Two"},
		{"a shape of another type", `"a#X": {"type": "string"}, ` + one, "a#X", "", "-: a#X: the model has no such service; name one of a#One"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var faults ast.Faults
			got := Find(load(t, c.shapes), c.service, &faults)
			if string(got) != c.want || faults.Error() != c.fault {
				t.Errorf("got %q and %q", got, faults.Error())
			}
		})
	}
}

// TestWhatIsLegalIsNoFault has models at the edge of what is refused.
func TestWhatIsLegalIsNoFault(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, shapes string }{
		{"a header that the prefix \"\" covers", `"a#In": {"type": "structure", "members": {
			"all": {"target": "a#Texts", "traits": {"smithy.api#httpPrefixHeaders": ""}}, "one": {"target": "smithy.api#String", "traits": {"smithy.api#httpHeader": "one"}}}}`},
		{"a query beside the map of all", `"a#In": {"type": "structure", "members": {
			"all": {"target": "a#Lists", "traits": {"smithy.api#httpQueryParams": {}}}, "one": {"target": "smithy.api#String", "traits": {"smithy.api#httpQuery": "one"}}}}`},
		{"a payload that is a union", `"a#In": {"type": "structure", "members": {"body": {"target": "a#Choice", "traits": {"smithy.api#httpPayload": {}}}}}`},
		{"a payload that is an enum", `"a#In": {"type": "structure", "members": {"body": {"target": "a#Kind", "traits": {"smithy.api#httpPayload": {}}}}}`},
		{"attributes of simple types", `"a#In": {"type": "structure", "members": {
			"a": {"target": "smithy.api#Timestamp", "traits": {"smithy.api#xmlAttribute": {}, "smithy.api#xmlName": "x:a"}}, "b": {"target": "a#Level", "traits": {"smithy.api#xmlAttribute": {}}}}}`},
		{"a prefix for a namespace", `"a#In": {"type": "structure", "traits": {"smithy.api#xmlNamespace": {"uri": "urn:x", "prefix": "x"}}}`},
		{"a structure that holds itself", `"a#In": {"type": "structure", "members": {"a": {"target": "a#In"}}}`},
		{"a list of itself through a structure", `"a#In": {"type": "structure", "members": {"a": {"target": "a#Ins", "traits": {"smithy.api#required": {}}}}}, "a#Ins": {"type": "list", "member": {"target": "a#In"}}`},
		{"auth that is left to others", `"a#In": {"type": "structure"}, "a#S": {"type": "apply", "traits": {"smithy.api#httpBearerAuth": {}, "aws.auth#sigv4": {"name": "x"}, "smithy.api#auth": ["smithy.api#httpBearerAuth"]}}`},
		{"a token that is required", `"a#In": {"type": "structure", "members": {"t": {"target": "smithy.api#String", "traits": {"smithy.api#idempotencyToken": {}, "smithy.api#required": {}}}}}`},
		{"a second protocol", `"a#In": {"type": "structure"}, "a#S": {"type": "apply", "traits": {"aws.protocols#restJson1": {}}}`},
		{"unsupported shapes beside the service", `"a#In": {"type": "structure"}, "a#Apart": {"type": "structure", "members": {"a": {"target": "smithy.api#Document"}, "b": {"target": "a#Sparse"}}}, "a#Sparse": {"type": "list", "member": {"target": "smithy.api#String"}, "traits": {"smithy.api#sparse": {}}}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := load(t, c.shapes, `
				"a#S": {"type": "service", "operations": [{"target": "a#Op"}], "traits": {"aws.protocols#restXml": {}}},
				"a#Op": {"type": "operation", "input": {"target": "a#In"}, "traits": {"smithy.api#http": {"method": "POST", "uri": "/"}}},
				"a#Texts": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "smithy.api#String"}},
				"a#Lists": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "a#List"}},
				"a#List": {"type": "list", "member": {"target": "smithy.api#String"}},
				"a#Choice": {"type": "union", "members": {"a": {"target": "smithy.api#String"}, "b": {"target": "smithy.api#Unit"}}},
				"a#Kind": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit"}}},
				"a#Level": {"type": "intEnum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}}}}`)
			var faults ast.Faults
			Shapes(m, &faults)
			Service(m, "a#S", "", &faults)
			if err := faults.Err(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestBindingsOfTheOtherDirectionMeanNothing(t *testing.T) {
	t.Parallel()
	m := load(t, `
		"a#S": {"type": "service", "operations": [{"target": "a#Op"}], "traits": {"aws.protocols#restXml": {}}},
		"a#Op": {"type": "operation", "input": {"target": "a#Both"}, "output": {"target": "a#Both"}, "traits": {"smithy.api#http": {"method": "POST", "uri": "/{id}"}}},
		"a#Both": {"type": "structure", "members": {
			"id": {"target": "smithy.api#String", "traits": {"smithy.api#httpLabel": {}, "smithy.api#required": {}}},
			"q": {"target": "smithy.api#String", "traits": {"smithy.api#httpQuery": "q"}},
			"code": {"target": "smithy.api#Integer", "traits": {"smithy.api#httpResponseCode": {}}}}}`)
	var faults ast.Faults
	Shapes(m, &faults)
	Service(m, "a#S", "", &faults)
	if err := faults.Err(); err != nil {
		t.Error(err)
	}
	var places []string
	for _, member := range m.Shapes["a#Both"].Members {
		places = append(places, string(member.Place(false))+"|"+string(member.Place(true)))
	}
	want := []model.ID{model.HTTPLabel + "|", model.HTTPQuery + "|", "|" + model.HTTPResponseCode}
	for i := range want {
		if places[i] != string(want[i]) {
			t.Errorf("got %s, want %s", places[i], want[i])
		}
	}
}

func TestCirclesAreFoundInTime(t *testing.T) {
	t.Parallel()
	var shapes strings.Builder
	for i := range 60 { // each is reached in two ways from the one before
		fmt.Fprintf(&shapes, `"a#M%d": {"type": "map", "key": {"target": "a#M%d"}, "value": {"target": "a#M%d"}}, `, i, i+1, i+1)
	}
	var faults ast.Faults
	Shapes(load(t, shapes.String()+`"a#M60": {"type": "list", "member": {"target": "a#M60"}}`), &faults)
	if got := strings.Count(faults.Error(), "holds itself"); got != 1 {
		t.Errorf("%d shapes hold themselves", got)
	}
}
