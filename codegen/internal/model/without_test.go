// SPDX-License-Identifier: Apache-2.0

package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOperationsOfResourcesAreFoundAtAnyDepth(t *testing.T) {
	t.Parallel()
	m, faults := assemble(`
		"a#S": {"type": "service", "operations": [{"target": "a#Ping"}], "resources": [{"target": "a#City"}]},
		"a#City": {"type": "resource", "identifiers": {"city": {"target": "smithy.api#String"}}, "properties": {"size": {"target": "smithy.api#Long"}},
			"create": {"target": "a#Create"}, "list": {"target": "a#List"}, "collectionOperations": [{"target": "a#Count"}], "resources": [{"target": "a#House"}]},
		"a#House": {"type": "resource", "put": {"target": "a#Put"}, "read": {"target": "a#Read"}, "update": {"target": "a#Update"}, "delete": {"target": "a#Delete"},
			"operations": [{"target": "a#Paint"}], "resources": [{"target": "a#City"}]},
		"a#Ping": {"type": "operation"}, "a#Create": {"type": "operation"}, "a#List": {"type": "operation"}, "a#Count": {"type": "operation"},
		"a#Put": {"type": "operation"}, "a#Read": {"type": "operation"}, "a#Update": {"type": "operation"}, "a#Delete": {"type": "operation"}, "a#Paint": {"type": "operation"}`)
	if faults != "" {
		t.Fatal(faults)
	}
	var got []ID
	for _, op := range m.Operations("a#S") {
		got = append(got, op.ID)
	}
	want := []ID{"a#Ping", "a#Create", "a#List", "a#Count", "a#Put", "a#Read", "a#Update", "a#Delete", "a#Paint"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("operations (-want +got):\n%s", diff)
	}
	city := m.Shapes["a#City"]
	if city.Identifiers[0].Name != "city" || city.Properties[0].Target != "smithy.api#Long" || city.Lifecycle[1].Name != "list" {
		t.Errorf("the resource is %+v", city)
	}
}

func TestOperationsCanBeLeftOut(t *testing.T) {
	t.Parallel()
	m, faults := assemble(`
		"a#S": {"type": "service", "operations": [{"target": "a#Keep"}], "resources": [{"target": "a#R"}]},
		"a#R": {"type": "resource", "read": {"target": "a#Drop"}},
		"a#Keep": {"type": "operation", "input": {"target": "a#KeepIn"}},
		"a#Drop": {"type": "operation", "input": {"target": "a#DropIn"}},
		"a#KeepIn": {"type": "structure", "members": {"a": {"target": "a#Both"}}},
		"a#DropIn": {"type": "structure", "members": {"a": {"target": "a#Both"}, "b": {"target": "a#OnlyDrop"}, "c": {"target": "a#Kind"}}},
		"a#Both": {"type": "structure"}, "a#OnlyDrop": {"type": "structure"}, "a#Apart": {"type": "structure"},
		"a#marked": {"type": "structure", "members": {"k": {"target": "a#Kind"}}, "traits": {"smithy.api#trait": {}}},
		"a#Kind": {"type": "string"}`)
	if faults != "" {
		t.Fatal(faults)
	}
	less := m.Without("a#Drop")
	want := []ID{"a#S", "a#R", "a#Keep", "a#KeepIn", "a#Both", "a#Apart", "a#marked", "a#Kind"}
	if diff := cmp.Diff(want, less.Order); diff != "" {
		t.Errorf("shapes (-want +got):\n%s", diff)
	}
	if len(less.Operations("a#S")) != 1 || len(m.Operations("a#S")) != 2 || len(less.Shapes["a#R"].Lifecycle) != 0 {
		t.Error("the operation is still there, or the model changed")
	}
	if m.Without() != m {
		t.Error("nothing left out gives another model")
	}
}
