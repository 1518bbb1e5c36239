// SPDX-License-Identifier: Apache-2.0

package model

import (
	"testing"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
)

func TestWhatIsDeprecatedSaysSo(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, traits, want string }{
		{"nothing", `{}`, ""},
		{"documentation", `{"smithy.api#documentation": "Opens."}`, "Opens."},
		{"a message", `{"smithy.api#documentation": "Opens.", "smithy.api#deprecated": {"message": "Use Close."}}`, "Opens.\n\nDeprecated: Use Close."},
		{"a version", `{"smithy.api#deprecated": {"message": "Use Close.", "since": "1.3"}}`, "Deprecated: Use Close (since 1.3)."},
		{"no reason", `{"smithy.api#deprecated": {}}`, "Deprecated: do not use it in new code."},
		{"a message without a full stop", `{"smithy.api#deprecated": {"message": "gone", "since": "2"}}`, "Deprecated: gone (since 2)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var faults ast.Faults
			a := &assembler{faults: &faults}
			if got := Documented(a.traits("a#B", ast.Parse("m", []byte(c.traits), &faults))); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
