// SPDX-License-Identifier: Apache-2.0

package model

import (
	"fmt"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
)

// Source is one JSON file of a model.
type Source struct {
	Name string // path, as faults name it
	Data []byte
}

// Assemble reads sources into one model: shapes of all files first, then the
// traits that are applied to them, then mixins, with the traits that are
// applied to members which only a mixin brought, and at last what Smithy 1.0
// says in another way than 2.0 does. What is wrong is added to faults; the
// model has what could be read and must be used only when there were none. When
// a file could not be read, that is told, and what is wrong within the others.
func Assemble(sources []Source, faults *ast.Faults) *Model {
	a := &assembler{model: &Model{Shapes: map[ID]*Shape{}, mixins: map[ID]bool{}}, late: map[ID]*application{}, faults: faults}
	a.topics = topics(sources)
	for _, s := range sources {
		if doc := ast.Parse(s.Name, s.Data, faults); doc != nil {
			a.document(s, doc)
		}
	}
	if faults.Partial() {
		return a.model // the rest would be told of what is missing
	}
	a.applyAll()
	for _, id := range a.model.Order {
		a.flatten(a.model.Shapes[id])
	}
	a.strayed()
	a.dropMixins()
	for _, id := range a.model.Order {
		a.enumerate(a.model.Shapes[id])
	}
	a.defaults()
	a.choices()
	return a.model
}

// assembler builds one model.
type assembler struct {
	model   *Model
	topics  map[string]string // by base name of a source
	applies []application
	late    map[ID]*application // by member that only a mixin can bring
	faults  *ast.Faults
}

// application is one apply statement.
type application struct {
	target ID
	pos    ast.Pos
	traits Traits
}

func (a *assembler) fault(pos ast.Pos, id ID, fix, format string, args ...any) {
	a.faults.Add(pos, string(id), fmt.Sprintf(format, args...), fix)
}

// document reads one file.
func (a *assembler) document(s Source, doc *ast.Node) {
	if doc.Kind != ast.Object {
		a.faults.Unread(doc.Pos, fmt.Sprintf("the file is %s, not a model", doc.Kind), `begin with {"smithy": "2.0", "shapes": {...}}`)
		return
	}
	first := a.version(doc)
	for _, f := range doc.Fields {
		if (f.Name == "metadata" || f.Name == "shapes") && f.Value.Kind != ast.Object {
			a.fault(f.Pos, "", "write {...}", "%s must be an object and is %s", f.Name, f.Value.Kind)
		}
		switch f.Name {
		case "smithy":
		case "metadata":
			a.metadata(f.Value)
		case "shapes":
			for _, shape := range f.Value.Fields {
				a.entry(s, shape, first)
			}
		default:
			a.fault(f.Pos, "", "remove it", "a model has no %q", f.Name)
		}
	}
}

// entry reads one shape or apply statement; first says that the file is one of
// Smithy 1.0.
func (a *assembler) entry(s Source, f ast.Field, first bool) {
	id := ID(f.Name)
	if !id.valid() {
		a.fault(f.Pos, id, "write namespace#Name", "this is not a shape id")
		return
	}
	typ := f.Value.GetText("type")
	switch {
	case f.Value.Kind != ast.Object || typ == "":
		a.fault(f.Pos, id, `give it a "type"`, "the shape has no type")
	case typ == "apply":
		a.applies = append(a.applies, application{id, f.Pos, a.traits(id, f.Value.Get("traits"))})
	case id.Member() != "":
		a.fault(f.Pos, id, `use the type "apply"`, "a member cannot be defined apart from its shape")
	case kinds[typ] == nil:
		a.fault(f.Value.Get("type").Pos, id, "use a type of Smithy 2.0", "there is no type %q", typ)
	default:
		shape := &Shape{ID: id, Type: typ, Topic: a.topics[s.base()], Pos: f.Pos, first: first}
		a.shape(shape, f.Value)
		if have := a.model.Shapes[id]; have != nil {
			a.again(have, shape)
			return
		}
		a.model.Shapes[id] = shape
		a.model.Order = append(a.model.Order, id)
	}
}

// kinds are the shape types of Smithy 2.0 and the fields that each has beside
// type and traits.
var kinds = map[string][]string{
	"blob": {}, "boolean": {}, "string": {}, "byte": {}, "short": {}, "integer": {}, "long": {}, "float": {},
	"double": {}, "bigInteger": {}, "bigDecimal": {}, "timestamp": {}, "document": {},
	"enum": {"members", "mixins"}, "intEnum": {"members", "mixins"},
	"list": {"member", "mixins"}, "set": {"member", "mixins"}, "map": {"key", "value", "mixins"},
	"structure": {"members", "mixins"}, "union": {"members", "mixins"},
	"operation": {"input", "output", "errors", "mixins"},
	"resource":  {"operations", "resources", "identifiers", "properties", "create", "put", "read", "update", "delete", "list", "collectionOperations", "mixins"},
	"service":   {"operations", "resources", "version", "errors", "rename", "mixins"},
}
