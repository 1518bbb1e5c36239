// SPDX-License-Identifier: Apache-2.0

package emit

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strings"
)

// std are the packages of the standard library that generated code uses.
var std = map[string]string{
	"context": "context", "fmt": "fmt", "io": "io", "slog": "log/slog", "maps": "maps", "math": "math",
	"slices": "slices", "time": "time", "utf8": "unicode/utf8", "json": "encoding/json", "http": "net/http",
	"url": "net/url", "strings": "strings", "errors": "errors", "bytes": "bytes", "cmp": "cmp",
	"iter": "iter", "strconv": "strconv", "base64": "encoding/base64",
}

// below are the packages of the module that are not directly in it.
var below = map[string]string{
	"wire": "internal/wire", "pipeline": "internal/pipeline", "call": "internal/call",
}

// imports returns the import declaration that source, a file without one,
// needs.
func (em *Emitter) imports(source string) (string, error) {
	file, err := parser.ParseFile(token.NewFileSet(), "", source, parser.SkipObjectResolution)
	if err != nil {
		return "", err
	}
	used := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && len(id.Name) > 1 && ast.IsExported(sel.Sel.Name) {
				used[id.Name] = true
			}
		}
		return true
	})
	local := locals(file)
	var ours, theirs []string
	for _, name := range slices.Sorted(maps.Keys(used)) {
		switch {
		case local[name]:
		case std[name] != "":
			theirs = append(theirs, std[name])
		case below[name] != "":
			ours = append(ours, em.module+"/"+below[name])
		default:
			ours = append(ours, em.module+"/"+name)
		}
	}
	return declaration(theirs, ours), nil
}

// locals are the names that the file declares itself, within functions too.
func locals(file *ast.File) map[string]bool {
	names := map[string]bool{}
	add := func(list []*ast.Ident) {
		for _, id := range list {
			names[id.Name] = true
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch d := n.(type) {
		case *ast.Field:
			if d.Type != nil {
				add(d.Names)
			}
		case *ast.ValueSpec:
			add(d.Names)
		case *ast.TypeSpec:
			names[d.Name.Name] = true
		case *ast.AssignStmt:
			for _, e := range d.Lhs {
				if id, ok := e.(*ast.Ident); ok && d.Tok == token.DEFINE {
					names[id.Name] = true
				}
			}
		}
		return true
	})
	return names
}

// declaration is an import declaration in two groups.
func declaration(groups ...[]string) string {
	var text []string
	for _, group := range groups {
		slices.Sort(group)
		if len(group) > 0 {
			text = append(text, "\t\""+strings.Join(group, "\"\n\t\"")+"\"\n")
		}
	}
	if len(text) == 0 {
		return ""
	}
	return "\nimport (\n" + strings.Join(text, "\n") + ")\n"
}
