// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"net/http"
	"reflect"
	"testing"
)

func TestOutputsAreEqual(t *testing.T) {
	m := published(t)
	each(t, m, func(p *pair) {
		for _, one := range outputs(m, p.operation) {
			p.output(one, (&writer{model: m}).answer(p.operation, one.value))
			one.name += ", among others"
			p.output(one, (&writer{model: m, noisy: true}).answer(p.operation, one.value))
		}
	})
}

// output gives both clients one answer and compares what they make of it.
func (p *pair) output(one trial, answer *answer) {
	p.t.Helper()
	a, errOurs := p.receive(p.ours, one, answer)
	b, errTheirs := p.receive(p.theirs, one, answer)
	if errOurs != nil || errTheirs != nil {
		p.fault(one.name, difference{"error", errOurs, errTheirs})
		p.t.Logf("of the answer\n%v\n%s", answer.header, answer.body)
		return
	}
	total.responses++
	faults := differences("output", a, b)
	p.fault(one.name, faults...)
	// What both make of an answer that has everything is what the model says.
	if one.whole && len(faults) == 0 {
		faults = differences("output against the model", a, any(one.value))
		p.fault(one.name, faults...)
	}
	if len(faults) > 0 {
		p.t.Logf("of the answer\n%v\n%s", answer.header, answer.body)
	}
}

// receive calls the operation and reads its output.
func (p *pair) receive(c *caller, one trial, answer *answer) (any, error) {
	p.t.Helper()
	c.tap.answer = answer
	least := sampler{model: p.model, mode: required}
	in, err := c.input(p.operation, least.input(p.model.shape(p.operation.Input)))
	if err != nil {
		return nil, err
	}
	out, err := c.call(p.t.Context(), p.operation, in)
	if err != nil {
		return nil, err
	}
	if c == p.theirs {
		total.see(out.Type().Elem(), p.model.shape(p.operation.Output))
	}
	r := reader{model: p.model, stray: func(path string, v reflect.Value) {
		if customised()[path] == "" {
			p.fault(one.name, difference{path, nil, v.Interface()})
		}
	}}
	return r.read(p.operation.name()+"Output", out.Elem(), p.operation.Output, true), nil
}

// isHead reports whether an operation's answers have no body.
func isHead(operation *shape) bool {
	method, _ := httpOf(operation)
	return method == http.MethodHead
}
