// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"maps"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// Portrait is what the guide says of one provider alone.
type Portrait struct {
	ID, Title string
	Quirks    []string
	Adapters  []Note // what data cannot say
	Unseen    []Note // what is known from documentation only
	Sources   []string
}

// Note is a sentence, and what it is about.
type Note struct {
	Text  string
	About []string
}

// portrait tells of one provider.
func (g guide) portrait(c Column) *Portrait {
	trait := ProviderTrait(c.Model)
	p := &Portrait{
		ID: c.ID, Title: trait.GetText("title"),
		Quirks: trait.Get("quirks").Strings(), Sources: trait.Get("sources").Strings(),
	}
	for _, fact := range trait.Get("documentationOnly").Strings() {
		p.Unseen = append(p.Unseen, Note{Text: fact})
	}
	note := func(list []Note, text, about string) []Note {
		i := slices.IndexFunc(list, func(n Note) bool { return n.Text == text })
		if i < 0 {
			return append(list, Note{text, []string{about}})
		}
		list[i].About = append(list[i].About, about)
		return list
	}
	look := func(t model.Traits, name string) {
		if reason := t.Get(model.Adapter).GetText("reason"); reason != "" {
			for sentence := range strings.SplitSeq(strings.TrimSuffix(reason, "."), ". ") {
				p.Adapters = note(p.Adapters, sentence, code(name))
			}
		}
		if where := t.Text(model.DocumentationOnly); where != "" {
			p.Unseen = note(p.Unseen, where, code(name))
		}
	}
	own := c.Model.Prune(c.ID)
	for _, id := range own.Order {
		look(own.Shapes[id].Traits, id.Name())
		for _, m := range own.Shapes[id].Members {
			look(m.Traits, id.Name()+"."+m.Name)
		}
	}
	return p
}

// fact is a line of the table of what a provider is.
type fact struct {
	name string
	cell func(trait *ast.Node, c Column) string
}

// facts compares the providers as such.
func (g guide) facts() []Row {
	var rows []Row
	for _, f := range []fact{
		{"documents", func(_ *ast.Node, c Column) string {
			if usesJSON(c.Model) {
				return "JSON"
			}
			return "XML"
		}},
		{"host", func(t *ast.Node, _ Column) string { return code(t.GetText("host")) }},
		{"host of a bucket", bucketHost},
		{"other hosts", func(t *ast.Node, _ Column) string { return otherHosts(t) }},
		{"host that lists buckets", func(t *ast.Node, _ Column) string {
			if own := t.GetText("serviceHost"); own != "" {
				return code(own)
			}
			return "that of the region"
		}},
		{"addressing `auto` is", func(t *ast.Node, _ Column) string { return addressings[t.GetText("addressing")] }},
		{"signature", func(t *ast.Node, _ Column) string { return code(t.GetText("signer")) }},
		{"region at endpoints of others when none is set", func(t *ast.Node, _ Column) string { return code(t.GetText("defaultRegion")) }},
		{"its own headers begin with", func(_ *ast.Node, c Column) string { return code(vendorPrefix(c)) }},
		{"metadata", func(_ *ast.Node, c Column) string { return code(metadata(c)) }},
		{"request id", func(t *ast.Node, _ Column) string { return code(t.GetText("requestIDHeader")) }},
		{"trace or host id", func(t *ast.Node, _ Column) string {
			return code(t.GetText("traceIDHeader") + t.GetText("hostIDHeader"))
		}},
		{"region of a bucket", func(t *ast.Node, _ Column) string { return code(t.GetText("regionHeader")) }},
		{"checksum of uploads beside MD5", func(t *ast.Node, _ Column) string { return code(t.GetText("vendorChecksum")) }},
	} {
		cells := g.each(func(c Column) string { return f.cell(ProviderTrait(c.Model), c) })
		rows = append(rows, Row{f.name, cells})
	}
	return rows
}

// addressings are the words for what a provider's own hosts take.
var addressings = map[string]string{
	"auto":    "in the host where the name allows it, else in the path",
	"path":    "in the path; in the host with `virtual`",
	"virtual": "in the host, always",
}

// bucketHost is the host of one bucket when its name is put there.
func bucketHost(t *ast.Node, _ Column) string {
	if own := t.GetText("bucketHost"); own != "" {
		return code(own)
	}
	return code("{bucket}." + t.GetText("host"))
}

// otherHosts are the hosts of the provider beside the one of each region.
func otherHosts(t *ast.Node) string {
	var list []string
	if rules := t.Get("hosts"); rules != nil {
		for _, rule := range rules.Elems {
			list = append(list, code(rule.GetText("host")))
		}
	}
	for _, host := range t.Get("otherHosts").Strings() {
		list = append(list, code(host))
	}
	if list == nil {
		return none
	}
	return strings.Join(list, "<br>")
}

// metadata is the prefix of the headers with a caller's metadata.
func metadata(c Column) string {
	prefix := strings.ToLower((&Generator{model: c.Model}).metadataPrefix())
	if prefix == "" {
		return ""
	}
	return prefix + "*"
}

// vendorPrefix is what the headers begin with that the provider invented, such
// as x-amz-; "" if its metadata does not say.
func vendorPrefix(c Column) string {
	before, found := strings.CutSuffix(metadata(c), "meta-*")
	if !found {
		return ""
	}
	return before
}

// limits compares the limits that the providers name, in the order in which
// they first appear.
func (g guide) limits() []Row {
	var names []string
	for _, c := range g.columns {
		for _, f := range ProviderTrait(c.Model).Get("limits").List() {
			if !slices.Contains(names, f.Name) {
				names = append(names, f.Name)
			}
		}
	}
	var rows []Row
	for _, name := range names {
		rows = append(rows, Row{name, g.each(func(c Column) string {
			if text := ProviderTrait(c.Model).Get("limits").GetText(name); text != "" {
				return prose(text)
			}
			return none
		})})
	}
	return rows
}

// errors compares the codes that stand for the errors of package bucket.
func (g guide) errors() []Row {
	names := map[string]bool{}
	for _, c := range g.columns {
		for _, one := range cases(ProviderTrait(c.Model).Get("codes")) {
			names[one.Error] = true
		}
	}
	var rows []Row
	for _, name := range slices.Sorted(maps.Keys(names)) {
		rows = append(rows, Row{code("Err" + name), g.each(func(c Column) string {
			for _, one := range cases(ProviderTrait(c.Model).Get("codes")) {
				if one.Error == name {
					return "`" + strings.Join(one.Codes, "`<br>`") + "`"
				}
			}
			return none
		})})
	}
	for _, about := range []struct{ name, field string }{
		{"the clock is another", "skewCodes"},
		{"the access key id is unknown", "keyCodes"},
		{"the secret is another", "signatureCodes"},
		{"the session token is wrong or too old", "tokenCodes"},
	} {
		cells := g.each(func(c Column) string {
			codes := ProviderTrait(c.Model).Get(about.field).Strings()
			if codes == nil {
				return none
			}
			return "`" + strings.Join(codes, "`<br>`") + "`"
		})
		if len(said(cells)) > 0 {
			rows = append(rows, Row{about.name, cells})
		}
	}
	return rows
}
