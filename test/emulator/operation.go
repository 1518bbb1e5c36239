// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// operation is one operation of the model, ready to be recognised and served.
type operation struct {
	name, method string
	scope        scope
	literals     []pair // query parameters that the URI itself carries
	needs        []need // further headers and queries that mark a request as this operation
	status       int
	digest       bool // the document must come with a checksum
	input        *schema
	output       *schema
	handle       handler
	document     *document
}

// scope says what a path names.
type scope int

const (
	onService scope = iota
	onBucket
	onObject
)

type pair struct{ name, value string }

type need struct {
	place place
	name  string
}

// compile makes the operations of a model. Services that carry the provider
// trait are about a bucket, the others about the account.
func compile(m model, d *dialect) ([]*operation, error) {
	c := &compiler{model: m, language: d.language, done: map[string]*schema{}}
	var all []*operation
	for _, id := range slices.Sorted(maps.Keys(m)) {
		service := m[id]
		if service.Type != "service" {
			continue
		}
		root := onService
		if service.Traits.has("pail.api#provider") || service.Traits.has(onBucketTrait) {
			root = onBucket
		}
		for _, t := range service.Operations {
			op, err := c.operation(t.Target, root, d)
			if err != nil {
				return nil, err
			}
			all = append(all, op)
		}
	}
	return all, nil
}

// onBucketTrait marks a service of the emulator's own further operations.
const onBucketTrait = "pail.emulator#onBucket"

func (c *compiler) operation(id string, root scope, d *dialect) (*operation, error) {
	from, ok := c.model[id]
	if !ok {
		return nil, fmt.Errorf("emulator: the model lacks operation %s", id)
	}
	var http struct {
		Method, URI string
		Code        int
	}
	if err := json.Unmarshal(from.Traits["smithy.api#http"], &http); err != nil {
		return nil, fmt.Errorf("emulator: operation %s has no HTTP binding: %w", id, err)
	}
	op := &operation{name: local(id), method: http.Method, status: http.Code, scope: root}
	op.digest = from.Traits.has("smithy.api#httpChecksumRequired")
	path, query, _ := strings.Cut(http.URI, "?")
	if strings.Contains(path, "{") {
		op.scope = onObject
	}
	for part := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(part, "=")
		if name != "" && !slices.Contains(d.optional, name) {
			op.literals = append(op.literals, pair{name, value})
		}
	}
	var err error
	if op.input, err = c.schema(from.Input.Target); err != nil {
		return nil, err
	}
	if op.output, err = c.schema(from.Output.Target); err != nil {
		return nil, err
	}
	for _, f := range op.input.fields {
		if f.required && (f.place == inHeader || f.place == inQuery) {
			op.needs = append(op.needs, need{f.place, f.wire})
		}
	}
	op.handle = d.handlers[op.name]
	op.document = d.documentOf(op)
	return op, nil
}

// wire is the name under which a member of the input travels.
func (o *operation) wire(member string) string {
	for _, f := range o.input.fields {
		if f.name == member {
			return f.wire
		}
	}
	return ""
}

// takes says whether the operation knows the query parameter.
func (o *operation) takes(p place, name string) bool {
	for _, l := range o.literals {
		if p == inQuery && l.name == name {
			return true
		}
	}
	for _, f := range o.input.fields {
		if f.place == p && strings.EqualFold(f.wire, name) {
			return true
		}
	}
	return false
}
