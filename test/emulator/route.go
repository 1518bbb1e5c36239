// SPDX-License-Identifier: Apache-2.0

package emulator

import "slices"

// route finds the operation of a request: of those with its method and scope,
// the one of which it carries the most marks. A mark is a query that the URI
// of the operation has, or a header or query that the operation requires.
//
// A request may carry something that selects an operation which the model does
// not have, such as ?acl or x-amz-copy-source. It must not be served as the
// plain operation on the same path, or PUT ?acl would overwrite the object.
func (c *call) route() error {
	best, marks := (*operation)(nil), -1
	var lacking *need
	for _, op := range c.emulator.operations {
		if op.method != c.request.Method || op.scope != c.scope() || !c.named(op) {
			continue
		}
		if n := c.lacks(op); n != nil {
			if len(op.literals) > 0 {
				lacking = n
			}
			continue
		}
		if n := len(op.literals) + len(op.needs); n > marks {
			best, marks = op, n
		}
	}
	if best == nil && lacking != nil {
		return c.dialect.badArgument(lacking.name, "")
	}
	for _, p := range c.query {
		if slices.Contains(c.dialect.subresources, p.name) && (best == nil || !best.takes(inQuery, p.name)) {
			return c.fault("NotImplemented").with("Query", p.name).about("?" + p.name)
		}
	}
	for _, name := range c.dialect.selectors {
		if c.request.Header.Get(name) != "" && best != nil && !best.takes(inHeader, name) {
			return c.fault("NotImplemented").with("Header", name).about(name)
		}
	}
	if best == nil {
		return c.fault("MethodNotAllowed").with("Method", c.request.Method).with("ResourceType", c.resourceType())
	}
	if best.handle == nil && best.document == nil {
		return c.fault("NotImplemented").about(best.name)
	}
	c.operation = best
	return nil
}

// named says that the request has every query that the operation's URI has.
func (c *call) named(op *operation) bool {
	for _, l := range op.literals {
		if v, ok := c.query.get(l.name); !ok || l.value != "" && v != l.value {
			return false
		}
	}
	return true
}

// lacks is something that the operation requires and the request does not have.
func (c *call) lacks(op *operation) *need {
	for i := range op.needs {
		if !c.carries(op.needs[i]) {
			return &op.needs[i]
		}
	}
	return nil
}

func (c *call) carries(n need) bool {
	if n.place == inQuery {
		_, ok := c.query.get(n.name)
		return ok
	}
	return c.request.Header.Get(n.name) != ""
}

func (c *call) scope() scope {
	switch {
	case c.key != "":
		return onObject
	case c.bucket != "":
		return onBucket
	}
	return onService
}

// resourceType is what error documents call the target.
func (c *call) resourceType() string {
	switch c.scope() {
	case onObject:
		return "OBJECT"
	case onBucket:
		return "BUCKET"
	case onService:
	}
	return "SERVICE"
}
