// SPDX-License-Identifier: Apache-2.0

package check

import (
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// reserved are the headers that belong to HTTP and not to a model; see
// "Restricted HTTP headers" in the specification.
var reserved = []string{
	"authorization", "connection", "content-length", "expect", "host", "max-forwards", "proxy-authenticate", "server", "te",
	"trailer", "transfer-encoding", "upgrade", "user-agent", "www-authenticate", "x-forwarded-for",
}

// strict finds what Smithy calls a danger: stock tools refuse it unless the
// model says that it is meant, with the trait suppress.
func (c *checker) strict(service *model.Shape) {
	for _, op := range c.model.Operations(service.ID) {
		for _, m := range slices.Concat(c.members(op.Input), c.members(op.Output)) {
			if name := m.Traits.Text(model.HTTPHeader); slices.Contains(reserved, strings.ToLower(name)) && !suppressed(m.Traits, "HttpHeaderTrait") {
				c.fault(m.Pos, m.ID, `apply "smithy.api#suppress": ["HttpHeaderTrait"], or use another header`, "the header %s belongs to HTTP", name)
			}
		}
		method := op.Traits.Get(model.HTTP).GetText("method")
		if !slices.Contains([]string{"GET", "HEAD", "OPTIONS", "TRACE"}, method) || suppressed(op.Traits, "HttpMethodSemantics") {
			continue
		}
		for _, m := range c.members(op.Input) {
			if place := m.Place(false); place == "" || place == model.HTTPPayload {
				c.fault(m.Pos, m.ID, `apply "smithy.api#suppress": ["HttpMethodSemantics"], or use another place`, "a request with the method %s has no body", method)
			}
		}
	}
}

// suppressed says whether the traits suppress the findings of a validator of
// Smithy.
func suppressed(traits model.Traits, validator string) bool {
	return slices.Contains(traits.Get("smithy.api#suppress").Strings(), validator)
}
