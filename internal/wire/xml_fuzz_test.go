// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// node is an element as encoding/xml tells it.
type node struct {
	name     string
	text     string // its own characters, without those of its children
	attrs    []xml.Attr
	children []*node
}

// standardTree reads a document with encoding/xml. outside says that there were
// characters, or a directive, or more than one element at the top.
func standardTree(doc []byte) (root *node, outside bool, err error) {
	top := new(node)
	stack := []*node{top}
	for d := xml.NewDecoder(bytes.NewReader(doc)); ; {
		token, err := d.RawToken()
		if err != nil {
			if errors.Is(err, io.EOF) && len(stack) == 1 {
				err = nil
			}
			outside = outside || strings.Trim(strings.TrimPrefix(top.text, "\ufeff"), " \t\r\n") != "" || len(top.children) != 1
			if err == nil && len(top.children) > 0 {
				root = top.children[0]
			}
			return root, outside, err
		}
		last := stack[len(stack)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &node{name: token.Name.Space + ":" + token.Name.Local, attrs: token.Copy().Attr}
			last.children = append(last.children, n)
			stack = append(stack, n)
		case xml.EndElement:
			if len(stack) == 1 || last.name != token.Name.Space+":"+token.Name.Local {
				return nil, outside, errors.New("tags do not match")
			}
			stack = stack[:len(stack)-1]
		case xml.CharData:
			last.text += string(token)
		case xml.Directive:
			outside = true
		}
	}
}

// refusedOnPurpose are the faults of documents that encoding/xml takes. Beside them
// stand the ones that outside tells.
var refusedOnPurpose = []string{
	"document type declaration", // DTDs are never read; neither are other <!...>
	"is HTML, not XML",          // as above
	"within each other",         // 64 levels
	"longer than 32 KiB",        // one tag, or one XML declaration
	"longer than 4 MiB",         // one text
	"only UTF-8 is read",        // encoding/xml misses <?xml encoding = "x"?> and wants a CharsetReader
	"is unknown",                // &#xD800; is U+FFFD there
	"begins no reference",       // &#0000...0065; of more than 60 digits
	"no character of XML",       // U+FFFE in a name
}

func FuzzXMLReader(f *testing.F) {
	for _, text := range []string{
		faultDocument, string(listDocument(3)), "<a:R b='1' c=\"&lt;2\"><!-- --><?p i?>x<A>1<![CDATA[<2>]]>3</A>y<B/></a:R>",
		"<R>&#x1;</R>", "<R>\r\n\r]]&gt;</R>", "\ufeff<R\n/> ", "<R><A a='>' b='/'></A ></R>", "<!DOCTYPE R><R/>", "<R/>x", "<\u65e5>\u65e5\U0001f41f</\u65e5>",
		`<?xml version="1.1" encoding="x"?><R/>`, "<?x::: y?><R/>", strings.Repeat("<R>", 70) + strings.Repeat("</R>", 70), "<R a='\r\n\t'>" + strings.Repeat("\u65e5", 12000) + "</R>",
	} {
		f.Add([]byte(text), uint8(1), false)
		f.Add([]byte(text), uint8(2), true)
	}
	f.Fuzz(func(t *testing.T, doc []byte, level uint8, slow bool) {
		root, outside, standardErr := standardTree(doc)
		var src io.Reader = bytes.NewReader(doc)
		if slow {
			src = iotest.OneByteReader(src)
		}
		d := Decoder{Body: io.NopCloser(src)}
		x := d.XML("")
		switch {
		case d.Fault != nil:
			return
		case standardErr != nil || root == nil:
			// Only that it ends and does not panic: we take more than encoding/xml in
			// names beyond ASCII, in text nobody reads, in control characters that are
			// written as references, and in XML 1.1.
			for at := x.Enter(); x.Next(at); {
				x.Attr("a")
				_ = x.String()
			}
			_ = d.Finish()
			return
		}
		compare(t, x, root, int(level%4))
		err := d.Finish()
		if err == nil && outside {
			t.Fatalf("took %q with something outside the root", doc)
		}
		if err != nil && !outside && !onPurpose(err) {
			t.Fatalf("refused %q: %v", doc, err)
		}
	})
}

func onPurpose(err error) bool {
	for _, reason := range refusedOnPurpose {
		if strings.Contains(err.Error(), reason) {
			return true
		}
	}
	return false
}

// compare reads the current element of x and checks it against n. Elements without
// children, and those at the level, are read as text, all others child by child.
func compare(t *testing.T, x *XMLReader, n *node, level int) {
	t.Helper()
	if x.err != nil {
		return
	}
	if _, local, _ := strings.Cut(n.name, ":"); string(x.Name()) != local {
		t.Fatalf("element %q, encoding/xml has %q", x.Name(), local)
	}
	seen := make(map[string]bool)
	for _, a := range n.attrs {
		if a.Name.Space == "xmlns" || seen[a.Name.Local] {
			continue
		}
		seen[a.Name.Local] = true
		if got := x.Attr("p:" + a.Name.Local); x.err == nil && !strings.Contains(a.Name.Local, ":") && got != a.Value {
			t.Fatalf("attribute %q is %q, encoding/xml has %q", a.Name.Local, got, a.Value)
		}
	}
	if level == 0 || len(n.children) == 0 {
		if got := x.String(); x.err == nil && got != n.text {
			t.Fatalf("text %q, encoding/xml has %q", got, n.text)
		}
		return
	}
	i := 0
	for at := x.Enter(); x.Next(at); i++ {
		if i == len(n.children) {
			t.Fatalf("more than %d children", i)
		}
		compare(t, x, n.children[i], level-1)
	}
	if x.err == nil && i != len(n.children) {
		t.Fatalf("%d children, encoding/xml has %d", i, len(n.children))
	}
}
