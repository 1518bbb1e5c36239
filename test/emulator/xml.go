// SPDX-License-Identifier: Apache-2.0

package emulator

// xmlLanguage is that of S3 and its family.
type xmlLanguage struct{ style xmlStyle }

func (xmlLanguage) mediaType() string  { return "application/xml" }
func (xmlLanguage) nameTrait() string  { return "smithy.api#xmlName" }
func (xmlLanguage) timeLayout() string { return "date-time" }

func (xmlLanguage) read(s *schema, data []byte) (record, error) {
	root, err := parseTree(data)
	if err != nil {
		return nil, err
	}
	if root.name != s.name {
		return nil, errDocument
	}
	return s.bind(root)
}

func (l xmlLanguage) write(c *call, s *schema, out record) []byte {
	x := newXMLWriter(l.style)
	x.open(s.name, c.dialect.provider.namespace)
	s.write(x, out)
	x.close(s.name)
	return x.bytes()
}

// refusal has what every store says, what this one adds, and the ids.
func (l xmlLanguage) refusal(c *call, f *fault) []byte {
	d := c.dialect
	x := newXMLWriter(l.style)
	x.open("Error", "")
	x.text("Code", f.code)
	x.text("Message", f.message)
	if d.detailed {
		for _, e := range f.details {
			x.text(e.name, e.value)
		}
	}
	for _, e := range f.elements {
		x.text(e.name, e.value)
	}
	if d.resource != nil {
		x.text("Resource", d.resource(c))
	}
	x.text("RequestId", c.ids.request)
	if c.ids.host != "" {
		x.text("HostId", c.ids.host)
	}
	if c.ids.trace != "" {
		x.text("TraceId", c.ids.trace)
	}
	x.close("Error")
	return x.bytes()
}
