// SPDX-License-Identifier: Apache-2.0

package emulator

import "errors"

// language is how a store writes its documents.
type language interface {
	// mediaType is the Content-Type of its documents.
	mediaType() string
	// nameTrait is the trait that names a member, timeLayout the layout of a
	// time that the model gives none.
	nameTrait() string
	timeLayout() string
	// read reads a document of that schema, or fails with errDocument or,
	// where it is no document at all, errSyntax.
	read(s *schema, data []byte) (record, error)
	// write writes a document of that schema.
	write(c *call, s *schema, out record) []byte
	// refusal writes the document of a fault.
	refusal(c *call, f *fault) []byte
}

var (
	errSyntax   = errors.New("the document is not well-formed")
	errDocument = errors.New("the document is none of that kind")
)

// maxDepth bounds the nesting of documents that clients send.
const maxDepth = 32

// malformed words an error of language.read.
func (c *call) malformed(err error) *fault {
	if errors.Is(err, errSyntax) {
		return c.fault(c.dialect.noDocument)
	}
	return c.fault(malformedDocument)
}

// malformedDocument is S3's code for a document that is not as it should be.
const malformedDocument = "MalformedXML"
