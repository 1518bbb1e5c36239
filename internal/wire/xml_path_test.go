// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// entry writes an entry of a map around what value writes.
func entry(x *XMLWriter, member, key string, value func()) {
	x.Entry(member, key)
	x.Open("entry")
	x.Text("key", key)
	value()
	x.Close()
	x.Done()
}

func TestXMLIssuesNameTheKeysOfMaps(t *testing.T) {
	t.Parallel()
	const bad = "\x01"
	e := encoder()
	x := e.XML()
	x.Root("Thing", "")
	x.Field("Config")
	x.Open("Names")
	entry(x, "Names", "good", func() { x.Text("value", "good") })
	entry(x, "Names", `a"b`, func() { x.Text("value", bad) })
	entry(x, "Names", "k"+bad, func() { x.Text("value", "good") })
	entry(x, "Rules", "r", func() {
		x.Open("value")
		x.Text("ID", bad)
		x.Required("Days", false)
		x.Item("Tags", 1)
		x.Text("member", bad)
		x.Done()
		x.Close()
	})
	entry(x, "Nested", "outer", func() {
		x.Open("value")
		entry(x, "", "inner", func() { x.Text("value", bad) })
		x.Item("", 2)
		x.Text("member", bad)
		x.Done()
		x.Close()
	})
	x.Entry("Secrets", "")
	x.Open("Secrets")
	x.Text("value", bad)
	x.Fail("ID", "is odd")
	x.Close()
	x.Done()
	x.Close()
	x.Text("After", bad)
	x.Done()
	x.Entry("Top", "t")
	x.Fail("", "is odd")
	x.End()
	carry := "contains a character that XML cannot carry"
	want := []Issue{
		{Field: `Config.Names["a\"b"]`, Problem: carry},
		{Field: `Config.Names["k\x01"]`, Problem: carry},
		{Field: `Config.Rules["r"].ID`, Problem: carry},
		{Field: `Config.Rules["r"].Days`, Problem: "is required"},
		{Field: `Config.Rules["r"].Tags[1]`, Problem: carry},
		{Field: `Config.Nested["outer"]["inner"]`, Problem: carry},
		{Field: `Config.Nested["outer"][2]`, Problem: carry},
		{Field: "Config.Secrets[...]", Problem: carry},
		{Field: "Config.Secrets[...].ID", Problem: "is odd"},
		{Field: "Config.After", Problem: carry},
		{Field: `Top["t"]`, Problem: "is odd"},
	}
	if diff := cmp.Diff(want, e.Issues); diff != "" {
		t.Error(diff)
	}
}
