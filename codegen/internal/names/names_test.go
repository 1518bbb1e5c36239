// SPDX-License-Identifier: Apache-2.0

package names

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

func load(t *testing.T, text string) *model.Model {
	t.Helper()
	var faults ast.Faults
	m := model.Assemble([]model.Source{{Name: "m.json", Data: []byte(text)}}, &faults)
	if err := faults.Err(); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTypesAndOperationsShareThePackage(t *testing.T) {
	t.Parallel()
	m := load(t, `{"smithy": "2.0", "shapes": {
		"a#S": {"type": "service", "operations": [{"target": "a#get_bucketAcl"}, {"target": "a#New"}, {"target": "a#GetPages"}, {"target": "a#Get"}],
			"rename": {"b#Thing": "OtherThing"}},
		"a#get_bucketAcl": {"type": "operation", "input": {"target": "a#GetBucketACLInput"}, "output": {"target": "a#Shared"}},
		"a#New": {"type": "operation", "input": {"target": "a#Shared"}, "output": {"target": "smithy.api#Unit"}},
		"a#GetPages": {"type": "operation"},
		"a#Get": {"type": "operation", "traits": {"smithy.api#paginated": {}}, "output": {"target": "a#Get_Output"}},
		"a#Get_Output": {"type": "structure", "members": {}},
		"a#GetBucketACLInput": {"type": "structure", "members": {"a": {"target": "a#Thing"}, "b": {"target": "b#Thing"}}},
		"a#Shared": {"type": "structure", "members": {"a": {"target": "a#Client"}, "b": {"target": "a#GetInput"}, "c": {"target": "a#client"}, "d": {"target": "a#Bad"}, "e": {"target": "a#Choice"}}},
		"a#Thing": {"type": "structure", "members": {}},
		"b#Thing": {"type": "structure", "members": {}},
		"a#Client": {"type": "structure", "members": {}},
		"a#client": {"type": "structure", "members": {}},
		"a#GetInput": {"type": "structure", "members": {}},
		"a#Bad": {"type": "structure", "members": {}, "traits": {"smithy.api#error": "client"}},
		"a#Choice": {"type": "union", "members": {"a": {"target": "smithy.api#String"}}},
		"a#Apart": {"type": "structure", "members": {}}}}`)
	n := New(m, []model.ID{"a#S"}, "Client", "New")
	got := map[string]string{
		"an operation":          n.Operation("a#get_bucketAcl") + " " + n.Input("a#get_bucketAcl") + " " + n.Output("a#get_bucketAcl"),
		"a reserved operation":  n.Operation("a#New") + " " + n.Input("a#New") + " " + n.Output("a#New"),
		"pages":                 n.Pages("a#Get") + " " + n.Items("a#Get"),
		"an input of that name": n.Type("a#GetBucketACLInput"),
		"an output in Go form":  n.Type("a#Get_Output"),
		"an input's name taken": n.Type("a#GetInput"),
		"renamed":               n.Type("a#Thing") + " " + n.Type("b#Thing"),
		"reserved, twice":       n.Type("a#Client") + " " + n.Type("a#client"),
		"an error and a union":  n.Type("a#Bad") + " " + n.Type("a#Choice"),
		"beside the service":    n.Type("a#Apart") + " " + n.Type(model.Unit) + " " + n.Operation("a#Apart"),
	}
	want := map[string]string{
		"an operation":          "GetBucketACL GetBucketACLInput GetBucketACLOutput",
		"a reserved operation":  "New_ New_Input New_Output",
		"pages":                 "GetPages_ GetItems",
		"an input of that name": "GetBucketACLInput",
		"an output in Go form":  "GetOutput",
		"an input's name taken": "GetInput_",
		"renamed":               "Thing OtherThing",
		"reserved, twice":       "Client_ Client__",
		"an error and a union":  "Bad Choice",
		"beside the service":    "Apart Unit Apart",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}

func TestFieldsAvoidMethodsAndEachOther(t *testing.T) {
	t.Parallel()
	m := load(t, `{"smithy": "2.0", "shapes": {
		"a#S": {"type": "service", "operations": [{"target": "a#Op"}]},
		"a#Op": {"type": "operation", "input": {"target": "a#In"}, "errors": [{"target": "a#Bad"}]},
		"a#In": {"type": "structure", "members": {
			"keyId": {"target": "smithy.api#String"}, "key_id": {"target": "smithy.api#String"}, "KeyID_": {"target": "smithy.api#String"},
			"error": {"target": "smithy.api#String"}, "_9": {"target": "smithy.api#String"}, "type": {"target": "smithy.api#String"}}},
		"a#Bad": {"type": "structure", "traits": {"smithy.api#error": "client"}, "members": {
			"error": {"target": "smithy.api#String"}, "secret": {"target": "a#Secret"}, "format": {"target": "smithy.api#String"},
			"LogValue": {"target": "smithy.api#String"}, "marshalJson": {"target": "smithy.api#String"}}},
		"a#Secret": {"type": "string", "traits": {"smithy.api#sensitive": {}}}}}`)
	n := New(m, []model.ID{"a#S"})
	for shape, want := range map[model.ID][]string{
		"a#In":  {"KeyID", "KeyID_", "KeyID__", "Error", "X9", "Type"},
		"a#Bad": {"Error_", "Secret", "Format_", "LogValue_", "MarshalJSON_"},
	} {
		var got []string
		for _, member := range m.Shapes[shape].Members {
			got = append(got, n.Field(member))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", shape, diff)
		}
	}
	if got := n.Field(&model.Member{ID: "x#Y$httpUrl", Name: "httpUrl"}); got != "HTTPURL" {
		t.Errorf("a strange member is %s", got)
	}
}

func TestConstantsHaveTheNameOfTheirEnum(t *testing.T) {
	t.Parallel()
	m := load(t, `{"smithy": "2.0", "shapes": {
		"a#S": {"type": "service", "operations": [{"target": "a#Op"}]},
		"a#Op": {"type": "operation", "input": {"target": "a#In"}},
		"a#In": {"type": "structure", "members": {"a": {"target": "a#Tier"}, "b": {"target": "a#TierCold"}}},
		"a#TierCold": {"type": "structure", "members": {}},
		"a#Tier": {"type": "enum", "members": {
			"DEEP_ARCHIVE": {"target": "smithy.api#Unit"}, "deepArchive": {"target": "smithy.api#Unit"}, "_9_LIVES": {"target": "smithy.api#Unit"},
			"KMS_ID": {"target": "smithy.api#Unit"}, "cold": {"target": "smithy.api#Unit"}, "s3_ObjectCreated": {"target": "smithy.api#Unit"}, "AES256": {"target": "smithy.api#Unit"}}}}}`)
	n := New(m, []model.ID{"a#S"})
	want := []string{"TierDeepArchive", "TierDeepArchive_", "Tier9Lives", "TierKMSID", "TierCold_", "TierS3ObjectCreated", "TierAES256"}
	var got []string
	for _, member := range m.Shapes["a#Tier"].Members {
		got = append(got, n.Constant("a#Tier", member.Name))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("constants (-want +got):\n%s", diff)
	}
	if got := n.Constant("x#Kind", "ON_FIRE"); got != "KindOnFire" {
		t.Errorf("a strange constant is %s", got)
	}
}
