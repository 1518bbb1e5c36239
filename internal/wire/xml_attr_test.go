// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestAttributesOfEveryKind(t *testing.T) {
	t.Parallel()
	x := document(`<R i="-7" l="9007199254740993" b="true" f="1.5" d="NaN" t="2026-11-21T04:05:06Z" y="YWI=" e=""/>`).XML("")
	day := time.Date(2026, 11, 21, 4, 5, 6, 0, time.UTC)
	got := []any{x.AttrInt("i"), x.AttrLong("l"), x.AttrBool("b"), x.AttrFloat("f"), x.AttrTime("t", DateTime), x.AttrBytes("y"), x.AttrInt("e"), x.AttrInt("none")}
	want := []any{new(-7), new(int64(9007199254740993)), new(true), new(float32(1.5)), &day, []byte("ab"), (*int)(nil), (*int)(nil)}
	if diff := cmp.Diff(want, got); diff != "" || *x.AttrDouble("d") == *x.AttrDouble("d") {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestMalformedAttributesAreFaults(t *testing.T) {
	t.Parallel()
	for name, read := range map[string]func(*XMLReader){
		"a number":      func(x *XMLReader) { x.AttrInt("a") },
		"true or false": func(x *XMLReader) { x.AttrBool("a") },
		"a time":        func(x *XMLReader) { x.AttrTime("a", EpochSeconds) },
		"base64":        func(x *XMLReader) { x.AttrBytes("a") },
	} {
		d := document(`<R a="%"/>`)
		read(d.XML(""))
		if err := d.Finish(); err == nil || !strings.Contains(err.Error(), `"a" that is not `+name) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
