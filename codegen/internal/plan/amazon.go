// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"slices"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// Services of AWS whose requests have more than their model says, by their sdkId.
// Source: Smithy 2.0, "AWS customizations".
const (
	amazonS3   = "S3"
	apiGateway = "API Gateway"
	glacier    = "Glacier"
)

// isAmazon says whether the client is one of that service of AWS.
func (g *Generator) isAmazon(sdkID string) bool {
	return g.client && slices.ContainsFunc(g.services, func(id model.ID) bool {
		return g.model.Shapes[id].Traits.Get(model.AWSService).GetText("sdkId") == sdkID
	})
}

// isBucket says whether a label is the bucket of Amazon S3, which may stand
// before the host as well.
func (g *Generator) isBucket(m *model.Member) bool { return m.Name == "Bucket" && g.isAmazon(amazonS3) }

// isAccount says whether a label is the account of Amazon S3 Glacier, which is that of
// the credentials when the member is not set.
func (g *Generator) isAccount(m *model.Member) bool {
	return m.Name == "accountId" && g.isAmazon(glacier)
}

// customHeaders are headers that every request of a service has.
func (g *Generator) customHeaders() []Line {
	switch {
	case g.isAmazon(apiGateway):
		return []Line{line("e.HeaderValue(%q, %q)", "Accept", "application/json")}
	case g.isAmazon(glacier):
		return []Line{line("e.HeaderValue(%q, %q)", "X-Amz-Glacier-Version", g.model.Shapes[g.services[0]].Version())}
	}
	return nil
}

// hasBlob says whether the body of an input is a blob.
func (g *Generator) hasBlob(in *model.Shape) bool {
	return slices.ContainsFunc(in.Members, func(m *model.Member) bool {
		kind := KindOf(g.model, m)
		return m.Traits.Has(model.HTTPPayload) && (kind == Stream || kind == Bytes)
	})
}
