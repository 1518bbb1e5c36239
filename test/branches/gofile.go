// SPDX-License-Identifier: Apache-2.0

package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// goFile is a Go file that is being instrumented.
type goFile struct {
	*catalog

	file   string
	source string
	tree   *ast.File
	in     string // the function
	edits  []edit
	err    error
}

// edit is text that goes into a file.
type edit struct {
	at   int // bytes from the start of the source
	text string
}

// goFile instruments a Go file of package plan. Branches are the bodies of if,
// what stands behind else, and the clauses of switches. A clause that is off
// matches nothing.
func (c *catalog) goFile(file string, source []byte) ([]byte, error) {
	tree, err := parser.ParseFile(token.NewFileSet(), file, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	f := &goFile{catalog: c, file: file, source: string(source), tree: tree}
	for _, d := range tree.Decls {
		f.in = "var"
		if fn, ok := d.(*ast.FuncDecl); ok {
			f.in = fn.Name.Name
			f.end(fn.Type, fn.Body)
		}
		ast.Inspect(d, f.visit)
	}
	return []byte(f.edited()), f.err
}

// visit instruments one statement.
func (f *goFile) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.IfStmt:
		head := "if " + f.text(n.Cond.Pos(), n.Cond.End())
		f.insert(n.Cond.Pos(), "(")
		f.insert(n.Cond.End(), ") && "+f.on(n, head))
		if block, ok := n.Else.(*ast.BlockStmt); ok {
			f.wrap(block, block.Lbrace+1, block.Rbrace, "else of "+head)
		}
	case *ast.SwitchStmt:
		for _, s := range n.Body.List {
			clause, _ := s.(*ast.CaseClause)
			f.clause(clause, n.Tag != nil)
		}
	case *ast.TypeSwitchStmt, *ast.SelectStmt:
		f.err = fmt.Errorf("%s:%d: this script cannot switch off the clauses of such a statement", f.file, f.line(n.Pos()))
	case *ast.FuncLit:
		f.end(n.Type, n.Body)
	}
	return true
}

// clause instruments a clause of a switch. Tags are strings, which have a value
// that no clause is for.
func (f *goFile) clause(n *ast.CaseClause, tagged bool) {
	text := f.text(n.Case, n.Colon)
	if n.List == nil && len(n.Body) > 0 {
		f.wrap(n, n.Colon+1, n.Body[len(n.Body)-1].End(), text)
		return
	}
	var on string
	for i, e := range n.List {
		if i == 0 {
			on = f.on(n, text)
		}
		if tagged {
			f.insert(e.Pos(), "branchCase("+on+", ")
			f.insert(e.End(), ")")
		} else {
			f.insert(e.Pos(), "(")
			f.insert(e.End(), ") && "+on)
		}
	}
}

// wrap instruments the statements between two places.
func (f *goFile) wrap(n ast.Node, from, to token.Pos, text string) {
	f.insert(from, " if "+f.on(n, text)+" {")
	f.insert(to, "}")
}

// end gives a function an end for the case that the branch with its return is
// off. The compiler would refuse such a function.
func (f *goFile) end(t *ast.FuncType, body *ast.BlockStmt) {
	if t.Results == nil || len(body.List) == 0 {
		return
	}
	if _, returns := body.List[len(body.List)-1].(*ast.ReturnStmt); !returns {
		f.insert(body.Rbrace, "panic(branchNoReturn)\n")
	}
}

// on adds a branch and returns the condition that it is on.
func (f *goFile) on(n ast.Node, text string) string {
	return "BranchOn(" + strconv.Quote(f.add(f.file, f.line(n.Pos()), f.in, text)) + ")"
}

func (f *goFile) offset(p token.Pos) int { return int(p - f.tree.FileStart) }

func (f *goFile) line(p token.Pos) int { return 1 + strings.Count(f.source[:f.offset(p)], "\n") }

// text is the source between two places, on one line.
func (f *goFile) text(from, to token.Pos) string {
	return strings.Join(strings.Fields(f.source[f.offset(from):f.offset(to)]), " ")
}

func (f *goFile) insert(at token.Pos, text string) {
	f.edits = append(f.edits, edit{f.offset(at), text})
}

// edited is the source with all edits.
func (f *goFile) edited() string {
	slices.SortStableFunc(f.edits, func(a, b edit) int { return cmp.Compare(a.at, b.at) })
	var out strings.Builder
	done := 0
	for _, e := range f.edits {
		out.WriteString(f.source[done:e.at] + e.text)
		done = e.at
	}
	return out.String() + f.source[done:]
}
