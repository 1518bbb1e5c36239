// SPDX-License-Identifier: Apache-2.0

package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/check"
	"github.com/seed-40dc4ce0/pail/codegen/internal/emit"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
	"github.com/seed-40dc4ce0/pail/codegen/internal/plan"
)

// The two services of pail's model.
const (
	bucketService model.ID = "pail.api#Bucket"
	serverService model.ID = "pail.api#Service"
)

// provider is one provider's model, whole and as it has it.
type provider struct {
	id           string
	full, pruned *model.Model
}

// generateSpecs makes what comes of the folder of specs, for the module called
// path whose files are below root.
func generateSpecs(dir, root, path string) (*output, error) {
	em, err := emit.New(path)
	if err != nil {
		return nil, err
	}
	canonical, providers, err := loadSpecs(dir)
	if err != nil {
		return nil, err
	}
	out := &output{files: map[string][]byte{}}
	g := plan.New(plan.Options{Model: canonical, Services: []model.ID{serverService, bucketService}, Response: true})
	types := g.Types()
	bucketDir, serviceDir := filepath.Join(root, "bucket"), filepath.Join(root, "service")
	writeTypes(out, em, bucketDir, types)
	writeAPI(out, em, bucketDir, serviceDir, g, types)
	out.dirs = []string{bucketDir, serviceDir}
	for _, p := range providers {
		out.files[filepath.Join(dir, "resolved", p.id+".json")] = ast.Print(p.pruned.Tree())
		folder := filepath.Join(serviceDir, p.id)
		out.dirs = append(out.dirs, folder)
		writeProvider(out, em, folder, p)
	}
	writeGuide(out, em, root, providers)
	return out, nil
}

// loadSpecs assembles and checks the model of all providers and that of each.
func loadSpecs(dir string) (*model.Model, []provider, error) {
	common, err := sources(filepath.Join(dir, "traits.json"), filepath.Join(dir, "model", "*.json"), filepath.Join(dir, "doc", "*.json"))
	if err != nil {
		return nil, nil, err
	}
	each, err := sources(filepath.Join(dir, "*.json"))
	if err != nil {
		return nil, nil, err
	}
	var faults ast.Faults
	canonical := model.Assemble(common, &faults)
	check.Shapes(canonical, &faults)
	var providers []provider
	for _, source := range each {
		id := strings.TrimSuffix(filepath.Base(source.Name), ".json")
		if id == "traits" {
			continue
		}
		full := model.Assemble(append(slices.Clone(common), source), &faults)
		p := provider{id, full, full.Prune(id)}
		check.Provider(p.pruned, id, source.Name, &faults)
		providers = append(providers, p)
	}
	return canonical, providers, faults.Err()
}

// writeTypes writes package bucket's types and methods, a file a topic.
func writeTypes(out *output, em *emit.Emitter, dir string, topics []*plan.Topic) {
	for _, t := range topics {
		p := emit.Package{Name: "bucket", Topic: t}
		for _, o := range t.Operations {
			if o.Service == bucketService {
				p.Operations = append(p.Operations, o)
				continue
			}
			t.Structs = append([]*plan.Struct{o.Input, o.Output}, t.Structs...)
		}
		f, err := em.File(t.Name+".gen.go", "types", p)
		out.add(dir, f, err)
	}
}

// writeAPI writes the interfaces of packages bucket and service, and what tells
// the operations by their inputs.
func writeAPI(out *output, em *emit.Emitter, bucketDir, serviceDir string, g *plan.Generator, topics []*plan.Topic) {
	f, err := em.File("api.gen.go", "api", emit.Package{
		Name: "bucket", Noun: "a bucket", Receiver: "Bucket", Operations: g.Of(bucketService, topics),
	})
	out.add(bucketDir, f, err)
	f, err = em.File("api.gen.go", "service", emit.Package{
		Name: "service", Noun: "an account", Receiver: "Service", Qualifier: "bucket.", Operations: g.Of(serverService, topics),
	})
	out.add(serviceDir, f, err)
	f, err = em.File("input.gen.go", "inputs", emit.Package{
		Name: "bucket", Operations: slices.Concat(g.Of(serverService, topics), g.Of(bucketService, topics)),
	})
	out.add(bucketDir, f, err)
}

// writeProvider writes the package of one provider.
func writeProvider(out *output, em *emit.Emitter, dir string, p provider) {
	g := plan.New(plan.Options{
		Model: p.full, Services: []model.ID{serverService, bucketService}, Provider: p.id, Qualifier: "bucket.",
	})
	topics := g.Codecs()
	data := g.Provider(topics, serverService)
	all := slices.Concat(g.Of(serverService, topics), g.Of(bucketService, topics))
	f, err := em.File("provider.gen.go", "provider", emit.Package{Name: p.id, Provider: data, Operations: all})
	out.add(dir, f, err)
	for _, t := range topics {
		f, err := em.File(t.Name+".gen.go", "codec", emit.Package{Name: p.id, Topic: t})
		out.add(dir, f, err)
	}
}
