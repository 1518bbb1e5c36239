// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"errors"
	"net/http"

	"github.com/seed-40dc4ce0/pail/cors"
)

// document is something that a bucket or an object keeps beside its content,
// under a sub-resource of that name. Operations on it need no code of their
// own: PUT keeps what the model lets through, GET gives it back, DELETE
// removes it.
type document struct {
	name  string
	scope scope
	// check looks at what the model cannot say.
	check func(c *call, in record) error
	// unset is the code when there is none; "" answers with empty.
	unset string
	empty string
	limit int
}

// documents: CORS rules have an error when there are none, tags do not.
func documents() []document {
	return []document{
		{name: "cors", scope: onBucket, check: checkRules, unset: "NoSuchCORSConfiguration", limit: 64 << 10},
		{name: "tagging", scope: onObject, check: checkTags, empty: tagDocument(nil), limit: 64 << 10},
	}
}

// documentOf finds the document that an operation is about: its one query is
// the document's name.
func (d *dialect) documentOf(op *operation) *document {
	for i := range d.documents {
		doc := &d.documents[i]
		if op.scope == doc.scope && len(op.literals) == 1 && op.literals[0].name == doc.name && len(op.needs) == 0 {
			return doc
		}
	}
	return nil
}

func (c *call) serveDocument() (*answer, error) {
	doc := c.operation.document
	if err := c.checkVersion(); err != nil {
		return nil, err
	}
	switch c.request.Method {
	case http.MethodPut:
		return c.keepDocument(doc)
	case http.MethodDelete:
		return &answer{}, c.missing(c.emulator.store.setDocument(c.bucket, c.key, doc.name, nil))
	}
	data, err := c.emulator.store.document(c.bucket, c.key, doc.name)
	switch {
	case err != nil:
		return nil, c.missing(err)
	case data == nil && doc.unset != "":
		return nil, c.fault(doc.unset).with("BucketName", c.bucket)
	case data == nil:
		data = []byte(doc.empty)
	}
	shape, name := c.operation.output.document()
	if shape == nil {
		return nil, errors.New("emulator: the operation answers with no document")
	}
	out, err := c.dialect.language.read(shape, data)
	if err != nil {
		return nil, err
	}
	if name != "" {
		out = record{name: out}
	}
	return &answer{out: out}, nil
}

func (c *call) keepDocument(doc *document) (*answer, error) {
	if _, err := c.emulator.store.bucket(c.bucket); err != nil {
		return nil, c.missing(err)
	}
	if len(c.body) > doc.limit {
		return nil, c.fault(malformedDocument)
	}
	in := c.in
	if _, name := c.operation.input.document(); name != "" {
		in = c.in.record(name)
	}
	if err := doc.check(c, in); err != nil {
		return nil, err
	}
	return &answer{}, c.missing(c.emulator.store.setDocument(c.bucket, c.key, doc.name, c.body))
}

func checkRules(c *call, in record) error {
	if r := cors.Check(c.emulator.options.CORS, rulesOf(in)); r != nil {
		return c.fault(r.Code).saying(r.Message)
	}
	return nil
}

// checkVersion accepts the one version that an object has without versioning.
func (c *call) checkVersion() error {
	name := c.operation.wire("VersionID")
	version, ok := c.query.get(name)
	switch {
	case !ok || version == "null":
		return nil
	case version == "":
		return c.dialect.badArgument(name, version).saying("Version id cannot be the empty string")
	}
	return c.fault("NoSuchVersion").with("Key", c.key).with("VersionId", version)
}
