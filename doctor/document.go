// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// document is what an error document says, as far as it can be read.
type document struct {
	code, message, endpoint, region string
	html                            bool
}

// readDocument reads the error document of S3 and its kin in XML, and that of
// stores and gateways that write JSON. What is neither has no code.
func readDocument(body []byte, mediaType string) document {
	trimmed := bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\ufeff")))
	lower := bytes.ToLower(trimmed[:min(len(trimmed), 200)])
	switch {
	case len(trimmed) == 0:
		return document{}
	case bytes.HasPrefix(lower, []byte("<!doctype html")), bytes.Contains(lower, []byte("<html")),
		strings.HasPrefix(strings.ToLower(mediaType), "text/html") && !bytes.HasPrefix(lower, []byte("<?xml")):
		return document{html: true}
	case bytes.HasPrefix(trimmed, []byte("<")):
		return readXML(trimmed)
	case bytes.HasPrefix(trimmed, []byte("{")):
		return readJSON(trimmed)
	}
	return document{}
}

// readXML takes the children of a root called Error, of a document that may be
// cut off.
func readXML(body []byte) (d document) {
	decoder := xml.NewDecoder(bytes.NewReader(body))
	decoder.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("only UTF-8") }
	depth, name, root := 0, "", false
	for {
		token, err := decoder.Token()
		if err != nil {
			return d
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth == 1 {
				root = t.Name.Local == "Error"
			}
			name = t.Name.Local
		case xml.EndElement:
			depth--
			name = ""
		case xml.CharData:
			if root && depth == 2 {
				d.set(name, string(t))
			}
		}
	}
}

func (d *document) set(name, value string) {
	switch strings.ToLower(name) {
	case "code":
		d.code += value
	case "message":
		d.message += value
	case "endpoint":
		d.endpoint += value
	case "region":
		d.region += value
	}
}

func readJSON(body []byte) (d document) {
	var fields map[string]any
	if json.Unmarshal(body, &fields) != nil {
		return document{}
	}
	for name, value := range fields {
		if text, ok := value.(string); ok {
			d.set(name, text)
		}
	}
	return d
}
