// SPDX-License-Identifier: Apache-2.0

package model

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
)

func TestTopicsCanBeginTheNamesOfGoFiles(t *testing.T) {
	t.Parallel()
	files := []string{
		"_main.json", "a b.json", "one/a_b.json", "two/a_b.json", "A-B.json", ".x.json", ".json", "3.json", "s3-2006.json",
		"é.json", "model.v2.json", "part",
	}
	var list []Source
	for i, name := range files {
		list = append(list, Source{name, fmt.Appendf(nil, `{"smithy": "2.0", "shapes": {"a#S%d": {"type": "string"}}}`, i)})
	}
	var faults ast.Faults
	m := Assemble(list, &faults)
	if err := faults.Err(); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for i, name := range files {
		got[name] = m.Shapes[ID(fmt.Sprintf("a#S%d", i))].Topic
	}
	want := map[string]string{
		"_main.json": "main", "a b.json": "a_b_2", "one/a_b.json": "a_b", "two/a_b.json": "a_b", "A-B.json": "a_b_3",
		".x.json": "x", ".json": "model", "3.json": "model_3", "s3-2006.json": "s3_2006", "é.json": "model_2",
		"model.v2.json": "model_v2", "part": "part",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("topics (-want +got):\n%s", diff)
	}
}
