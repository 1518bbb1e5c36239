// SPDX-License-Identifier: Apache-2.0

package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// published reads a file of the folder that PAIL_CONFORMANCE names.
func published(t *testing.T, file string) *model.Model {
	t.Helper()
	dir := os.Getenv("PAIL_CONFORMANCE")
	if dir == "" {
		dir = "../../../../shared/conformance"
	}
	data, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Skipf("there is no %s: set PAIL_CONFORMANCE to its folder", file)
	}
	var faults ast.Faults
	m := model.Assemble([]model.Source{{Name: file, Data: data}}, &faults)
	if err := faults.Err(); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestPublishedModelsHaveNoFaults(t *testing.T) {
	t.Parallel()
	for file, omitted := range map[string][]string{
		"restxml.ast.json":   nil,
		"s3-2006-03-01.json": {"SelectObjectContent: the member Payload of its output is a stream of events"},
	} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			m := published(t, file)
			var faults ast.Faults
			Shapes(m, &faults)
			var got []string
			for _, s := range m.Services() {
				Service(m, s.ID, "", &faults)
				for _, o := range Omitted(m, s.ID) {
					got = append(got, o.Operation.Name()+": "+o.Reason)
				}
			}
			if err := faults.Err(); err != nil {
				t.Error(err)
			}
			if diff := cmp.Diff(omitted, got); diff != "" {
				t.Errorf("left out (-want +got):\n%s", diff)
			}
		})
	}
}

// TestTheRulesBiteInPublishedModels takes what is right away from a published
// model, so that silence means that the rules looked.
func TestTheRulesBiteInPublishedModels(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		change func(m *model.Model)
		want   string
	}{
		{"a label that is not required", func(m *model.Model) {
			member := m.Shapes["com.amazonaws.s3#GetObjectRequest"].Member("Key")
			member.Traits = model.Traits{{ID: model.HTTPLabel, Value: ast.NewObject()}}
		}, "GetObjectRequest$Key: a label must be required"},
		{"a header that others use", func(m *model.Model) {
			member := m.Shapes["com.amazonaws.s3#GetObjectRequest"].Member("Range")
			member.Traits = model.Traits{{ID: model.HTTPHeader, Value: ast.NewString("IF-MATCH")}}
		}, "GetObjectRequest$Range: the header if-match belongs to IfMatch"},
		{"a page without its token", func(m *model.Model) {
			s := m.Shapes["com.amazonaws.s3#ListObjectsV2Output"]
			s.Members = s.Members[:1]
		}, "ListObjectsV2: the member NextContinuationToken of smithy.api#paginated that is the outputToken does not exist"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := published(t, "s3-2006-03-01.json")
			c.change(m)
			var faults ast.Faults
			Shapes(m, &faults)
			Service(m, "com.amazonaws.s3#AmazonS3", "", &faults)
			if got := faults.Error(); !strings.Contains(got, c.want) {
				t.Errorf("no fault says %q:\n%s", c.want, got)
			}
		})
	}
}
