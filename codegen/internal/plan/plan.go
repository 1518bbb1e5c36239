// SPDX-License-Identifier: Apache-2.0

// Package plan turns an assembled model into what the Go files will say: the
// names, the types, and each line of an encode or decode function. The
// templates of package emit print it and decide nothing.
package plan

import (
	"fmt"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// Doc is text for a comment.
type Doc string

// Topic is one pair of files: what one file of the model is about.
type Topic struct {
	Name       string
	Operations []*Operation
	Structs    []*Struct // beside inputs and outputs
	Enums      []*Enum
	Readers    []*Func // of structures in documents
	Writers    []*Func
}

// Operation is one operation, its types and its functions.
type Operation struct {
	Name           string
	InModel        string // its name in the model
	Service        model.ID
	Doc            Doc
	Input, Output  *Struct
	Encode, Decode *Func // nil when the provider lacks the operation
	Refused        string
	Data           []Pair // fields of pipeline.Operation beside Name
	Failure        string // the function that reads a client's errors of the model, "" if there are none
	JSON           bool   // the documents of a client's operation are JSON
	Pages          *Pages // nil when it has none
}

// Pages are the iterators of an operation that answers page by page.
type Pages struct {
	Name, ItemsName string // of the methods; ItemsName is "" when there are no items
	Item            string // Go type
	Items           []Line // of a function from out to its items
	Next            []Line // of a function from in and out to bool
}

// Struct is a Go structure.
type Struct struct {
	Name     string
	Doc      Doc
	Fields   []Field
	Response bool     // it ends with the field of that name
	Error    bool     // it is an error
	Secret   []Secret // fields that are never printed
}

// Field is a field of a structure.
type Field struct {
	Name, Type string
	Doc        Doc
}

// Secret is a field that must not be printed: where IsSet holds, Value stands
// in its place.
type Secret struct{ Field, IsSet, Value string }

// Enum is the set of values of a string or a number.
type Enum struct {
	Name   string
	Doc    Doc
	Values []EnumValue
}

// EnumValue is one constant; Value is how Go writes it.
type EnumValue struct {
	Name, Value string
	Doc         Doc
}

// Func is a generated function; Result is "" when it has none.
type Func struct {
	Name   string
	Params string
	Result string
	Lines  []Line
}

// Line is a statement, or with a Block the head of one.
type Line struct {
	Text  string
	Block []Line
}

// Pair is a field of a composite literal.
type Pair struct{ Name, Value string }

// line makes a statement.
func line(format string, args ...any) Line { return Line{Text: fmt.Sprintf(format, args...)} }

// block makes a statement that has others within.
func block(head string, lines ...Line) Line { return Line{Text: head, Block: lines} }
