// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"cmp"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// total is what all tests of the package count together; they run one after
// another.
var total = newReport()

// TestMain prints the table behind the tests.
func TestMain(m *testing.M) {
	code := m.Run()
	if total.compared > 0 {
		total.print(os.Stdout)
	}
	os.Exit(code)
}

// published reads the model, or skips the test.
func published(t *testing.T) *model {
	t.Helper()
	if newOurs == nil {
		t.Skip("there is no generated client here: the tests of the package above generate it and run these")
	}
	m, err := readModel(os.Getenv("PAIL_INTEROP_MODEL"))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// pair is an operation that both clients have.
type pair struct {
	t            *testing.T
	model        *model
	operation    *shape
	ours, theirs *caller
}

// each runs a test for every operation of the model that both clients have.
func each(t *testing.T, m *model, test func(p *pair)) {
	t.Helper()
	for _, operation := range m.operations() {
		a, b := clients(t, m, byPath)
		if _, ok := a.method(operation.name()); !ok && leftOut()[operation.name()] != "" {
			total.oursLack[operation.name()] = true
			continue
		}
		t.Run(operation.name(), func(t *testing.T) { test(&pair{t, m, operation, a, b}) })
	}
}

// clients are both.
func clients(t *testing.T, m *model, s setup) (a, b *caller) {
	t.Helper()
	a, err := ours(m, s)
	if err != nil {
		t.Fatal(err)
	}
	b = theirs(m, s)
	b.filler.seen = total.see
	return a, b
}

// fault fails the test for a difference.
func (p *pair) fault(what string, differences ...difference) {
	p.t.Helper()
	total.faults += len(differences)
	for _, d := range differences {
		p.t.Errorf("%s, %s: %s", p.operation.name(), what, d)
	}
}

func TestOperationsOfTheModelAreInBothClients(t *testing.T) {
	m := published(t)
	a, b := clients(t, m, byPath)
	known := map[string]bool{}
	for _, operation := range m.operations() {
		total.modelled++
		name := canonical(operation.name())
		known[name] = true
		_, inOurs := a.method(name)
		_, inTheirs := b.method(name)
		switch {
		case inOurs && inTheirs:
			total.compared++
		case !inTheirs:
			t.Errorf("aws-sdk-go-v2 lacks %s", operation.name())
		case leftOut()[operation.name()] == "":
			t.Errorf("the generated client lacks %s", operation.name())
		}
	}
	for _, name := range b.operations() {
		if !known[canonical(name)] {
			total.theirMore[name] = true
		}
	}
	for _, name := range a.operations() {
		if !known[canonical(name)] {
			t.Errorf("the generated client has %s, which the model does not have", name)
		}
	}
	for name := range leftOut() {
		if _, ok := a.method(name); ok {
			t.Errorf("the generated client has %s: take it from the list of what is left out", name)
		}
	}
}

func TestRequestsAreEqual(t *testing.T) {
	m := published(t)
	each(t, m, func(p *pair) {
		for _, one := range inputs(m, p.operation) {
			p.ours, p.theirs = clients(p.t, m, one.setup)
			p.request(one)
		}
	})
}

// request sends one input from both and compares what is sent.
func (p *pair) request(one trial) {
	p.t.Helper()
	least := sampler{model: p.model, mode: required}
	answer := (&writer{model: p.model}).answer(p.operation, least.input(p.model.shape(p.operation.Output)))
	a, errOurs := p.send(p.ours, one, answer)
	b, errTheirs := p.send(p.theirs, one, answer)
	switch {
	case a == nil && b == nil && one.refused:
		total.refusals++
		return
	case a == nil && b == nil:
		p.fault(one.name, difference{"request", fmt.Sprintf("refused: %v", errOurs), fmt.Sprintf("refused: %v", errTheirs)})
		return
	case a == nil:
		p.fault(one.name, difference{"request", fmt.Sprintf("refused: %v", errOurs), "sent " + b.method + " " + b.path})
		return
	case b == nil:
		p.fault(one.name, difference{"request", "sent " + a.method + " " + a.path, fmt.Sprintf("refused: %v", errTheirs)})
		return
	}
	if one.refused {
		p.fault(one.name, difference{"request", "sent " + a.method + " " + a.path, "sent " + b.method + " " + b.path})
		return
	}
	total.requests++
	v := compare(a, b)
	for _, kind := range v.excused {
		total.excused[kind]++
	}
	if v.reordered {
		total.reordered++
	}
	p.fault(one.name, v.faults...)
	p.document(one, a)
	p.checksum(one, a)
}

// checksum looks for the checksum of ours. That a side may send none by its
// policy does not cover one that the model requires, nor one that is asked for.
func (p *pair) checksum(one trial, ours *sent) {
	p.t.Helper()
	right := 0
	for name, values := range ours.header {
		if name == "Content-Length" || len(values) != 1 || ownValue(name, ours.body) != values[0] {
			continue
		}
		right++
		if strings.EqualFold(name, one.sum) {
			return
		}
	}
	switch {
	case one.sum != "":
		p.fault(one.name, difference{"header " + one.sum, nil, "right for the body"})
	case checksumsOf(p.operation).RequestChecksumRequired && !one.whole && right == 0:
		p.fault(one.name, difference{"a checksum that is required", nil, "right for the body"})
	}
}

// send makes a client send one request.
func (p *pair) send(c *caller, one trial, answer *answer) (*sent, error) {
	p.t.Helper()
	c.tap.answer = answer
	in, err := c.input(p.operation, one.value)
	if err != nil {
		p.fault(one.name, difference{"input", nil, err.Error()})
		return nil, err
	}
	if c == p.ours && one.whole {
		for _, path := range unset(p.operation.name(), in.Elem(), p.model, p.operation.Input) {
			p.fault(one.name, difference{path, "not filled", "filled"})
		}
	}
	_, err = c.call(p.t.Context(), p.operation, in)
	if len(c.tap.sent) > 1 {
		p.fault(one.name, difference{"requests", int64(len(c.tap.sent)), int64(1)})
	}
	if len(c.tap.sent) == 0 {
		return nil, cmp.Or(err, fmt.Errorf("nothing was sent"))
	}
	return c.tap.sent[0], nil
}

// document compares our XML with the model's, with the order of members.
func (p *pair) document(one trial, ours *sent) {
	p.t.Helper()
	for _, m := range p.model.shape(p.operation.Input).Members {
		v, ok := one.value[m.Name].(record)
		if !ok || !m.Traits.has(traitPayload) {
			continue
		}
		want, err := parse((&writer{model: p.model}).payload(m, v))
		if err != nil {
			p.t.Fatal(err)
		}
		got, err := parse(ours.body)
		if err != nil {
			p.fault(one.name, difference{"body", err.Error(), "XML"})
			return
		}
		for _, d := range apart("body against the model ", got, want) {
			p.fault(one.name, d)
		}
	}
}

// unset are the fields of our input that nothing was written to.
func unset(path string, v reflect.Value, m *model, t target) []string {
	sh := m.shape(t)
	switch {
	case (v.Kind() == reflect.Pointer || v.Kind() == reflect.Slice || v.Kind() == reflect.Map || v.Kind() == reflect.Interface) && v.IsNil():
		return []string{path}
	case v.Kind() == reflect.Pointer:
		return unset(path, v.Elem(), m, t)
	case sh.Type == "union" || v.Kind() != reflect.Struct && v.Kind() != reflect.Slice || sh.Type == "timestamp" || sh.Type == "blob":
		return nil
	case v.Kind() == reflect.Slice:
		var all []string
		for i := range v.Len() {
			all = append(all, unset(fmt.Sprintf("%s[%d]", path, i), v.Index(i), m, sh.Member)...)
		}
		return all
	}
	var all []string
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() {
			continue
		}
		at := slices.IndexFunc(sh.Members, func(one member) bool { return canonical(one.Name) == canonical(f.Name) })
		if at < 0 {
			all = append(all, path+"."+f.Name+", which is no member")
			continue
		}
		all = append(all, unset(path+"."+f.Name, v.Field(i), m, sh.Members[at].target)...)
	}
	return all
}
