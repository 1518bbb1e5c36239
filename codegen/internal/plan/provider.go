// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// Provider is the data of one provider.
type Provider struct {
	ID, Title string
	Data      []Pair // fields of pipeline.Provider
	Codes     []Case
}

// Case is an error of package bucket and the codes that stand for it.
type Case struct {
	Codes []string
	Error string
}

// ProviderTrait is the value of the provider trait in m, nil if no service
// has one.
func ProviderTrait(m *model.Model) *ast.Node {
	for _, id := range m.Order {
		if v := m.Shapes[id].Traits.Get(model.Provider); v != nil {
			return v
		}
	}
	return nil
}

// Provider plans the data of the provider. The operations of serviceLevel
// concern no bucket.
func (g *Generator) Provider(topics []*Topic, serviceLevel model.ID) *Provider {
	trait := ProviderTrait(g.model)
	p := &Provider{ID: trait.GetText("id"), Title: trait.GetText("title"), Codes: cases(trait.Get("codes"))}
	text := func(field, value string) {
		if value != "" {
			p.Data = append(p.Data, Pair{field, quote(value)})
		}
	}
	text("ID", p.ID)
	text("Title", p.Title)
	text("Signer", trait.GetText("signer"))
	text("SigningService", trait.GetText("signingName"))
	text("ErrorFormat", trait.GetText("errorFormat"))
	text("Host", trait.GetText("host"))
	if hosts := hostRules(trait.Get("hosts")); hosts != "" {
		p.Data = append(p.Data, Pair{"Hosts", hosts})
	}
	if others := trait.Get("otherHosts").Strings(); len(others) > 0 {
		p.Data = append(p.Data, Pair{"OtherHosts", fmt.Sprintf("%#v", others)})
	}
	text("BucketHost", trait.GetText("bucketHost"))
	text("ServiceHost", trait.GetText("serviceHost"))
	text("DefaultRegion", trait.GetText("defaultRegion"))
	if strings.Contains(trait.GetText("host"), "{region}") {
		p.Data = append(p.Data, Pair{"RegionRequired", "true"})
	}
	text("DefaultAddressing", trait.GetText("addressing"))
	if id := trait.GetText("requestIDHeader"); id != "" {
		p.Data = append(p.Data, Pair{"RequestIDHeaders", "[]string{" + quote(header(id)) + "}"})
	}
	text("HostIDHeader", header(trait.GetText("hostIDHeader")))
	text("TraceIDHeader", header(trait.GetText("traceIDHeader")))
	text("RegionHeader", header(trait.GetText("regionHeader")))
	text("MetadataPrefix", g.metadataPrefix())
	text("VendorChecksum", trait.GetText("vendorChecksum"))
	text("CRC64Header", header(trait.GetText("crc64Header")))
	text("BareInPath", trait.GetText("bareInPath"))
	for _, name := range []string{"skewCodes", "keyCodes", "signatureCodes", "tokenCodes"} {
		if codes := trait.Get(name).Strings(); len(codes) > 0 {
			p.Data = append(p.Data, Pair{strings.ToUpper(name[:1]) + name[1:], fmt.Sprintf("%#v", codes)})
		}
	}
	for _, t := range topics {
		for _, o := range t.Operations {
			o.Data = g.operationData(o, serviceLevel)
		}
	}
	return p
}

// metadataPrefix is the prefix of the first member that has one.
func (g *Generator) metadataPrefix() string {
	for _, id := range g.model.Order {
		for _, m := range g.model.Shapes[id].Members {
			if prefix := m.Traits.Text(model.HTTPPrefix); prefix != "" {
				return header(prefix)
			}
		}
	}
	return ""
}

// hostRules is the Go literal of the exceptions among the hosts.
func hostRules(list *ast.Node) string {
	if list == nil || len(list.Elems) == 0 {
		return ""
	}
	var rules []string
	for _, e := range list.Elems {
		rules = append(rules, "{RegionPrefix: "+quote(e.GetText("regionPrefix"))+", Host: "+quote(e.GetText("host"))+"}")
	}
	return "[]pipeline.HostRule{" + strings.Join(rules, ", ") + "}"
}

// cases turns codes and their meanings around.
func cases(codes *ast.Node) []Case {
	var list []Case
	if codes == nil {
		return nil
	}
	for _, f := range codes.Fields {
		i := slices.IndexFunc(list, func(c Case) bool { return c.Error == f.Value.Text })
		if i < 0 {
			list, i = append(list, Case{Error: f.Value.Text}), len(list)
		}
		list[i].Codes = append(list[i].Codes, f.Name)
	}
	slices.SortFunc(list, func(a, b Case) int { return cmp.Compare(a.Error, b.Error) })
	for _, c := range list {
		slices.Sort(c.Codes)
	}
	return list
}

// repeatable are the methods that may be sent again after a failure.
var repeatable = []string{"GET", "HEAD", "PUT", "DELETE", "OPTIONS"}

// operationData are the fields of pipeline.Operation.
func (g *Generator) operationData(o *Operation, serviceLevel model.ID) []Pair {
	var shape *model.Shape
	for _, op := range g.model.Operations(o.Service) {
		if g.names.Operation(op.ID) == o.Name {
			shape = op
		}
	}
	method := shape.Traits.Get(model.HTTP).GetText("method")
	data := []Pair{{"Method", quote(method)}}
	flag := func(name string, set bool) {
		if set {
			data = append(data, Pair{name, "true"})
		}
	}
	auth := shape.Traits.Get(model.Auth)
	_, out := g.io(shape)
	flag("Unsigned", auth != nil && len(auth.Elems) == 0)
	flag("Idempotent", slices.Contains(repeatable, method) || shape.Traits.Has(model.Idempotent))
	flag("ContentMD5", shape.Traits.Has(model.ContentMD5))
	flag("MayFailInside", shape.Traits.Has(model.MayFailInside))
	flag("StreamingOutput", slices.ContainsFunc(g.has(out.Members), func(m *model.Member) bool { return KindOf(g.model, m) == Stream }))
	flag("ServiceLevel", o.Service == serviceLevel)
	if name := shape.Traits.Text(model.NotFound); name != "" {
		data = append(data, Pair{"NotFound", "bucket.Err" + name})
	}
	return data
}
