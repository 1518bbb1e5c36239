// SPDX-License-Identifier: Apache-2.0

package config

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// document is a YAML file being read; it collects the faults of its shape.
type document struct {
	path   string
	faults []Fault
}

// pair is one key of a mapping.
type pair struct {
	key  string
	line int
	node *yaml.Node
}

func (d *document) fault(line int, key, text, fix string) {
	d.faults = append(d.faults, origin{file: d.path, line: line}.fault(key, problem{text: text, fix: fix}))
}

// parse returns the root of the one document in data, nil if there is none. The
// library's error texts can quote the file, so only known ones are repeated.
func (d *document) parse(data []byte) *yaml.Node {
	var root, more yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	err := decoder.Decode(&root)
	if err == nil && len(root.Content) == 1 {
		if err = decoder.Decode(&more); err == nil {
			d.fault(more.Line, "", "begins a second document", "keep one document in the file")
			return nil
		}
	}
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		line, what := syntaxError(err.Error())
		d.fault(cmp.Or(badLine(data), line), "", "is not YAML: "+what, "check quotes, colons and indentation here and above")
		return nil
	case len(root.Content) != 1:
		return nil
	}
	return follow(root.Content[0])
}

// badLine is the first line that no longer makes sense after those above it, 0
// if the file is long. The library names the start of what it could not finish,
// which can be far above.
func badLine(data []byte) int {
	lines := bytes.SplitAfter(data, []byte("\n"))
	if len(lines) > 200 || len(data) > 16<<10 {
		return 0
	}
	end := len(data)
	for i, line := range slices.Backward(lines) {
		end -= len(line)
		if err := yaml.Unmarshal(data[:end], new(yaml.Node)); err == nil {
			return i + 1
		}
	}
	return 1
}

// syntaxError takes line and reason from an error of the library.
func syntaxError(text string) (line int, what string) {
	text = strings.TrimPrefix(text, "yaml: ")
	if m := regexp.MustCompile(`^line (\d+): `).FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
		text = text[len(m[0]):]
	}
	if slices.Contains(syntaxReasons(), text) {
		return line, text
	}
	return line, "it cannot be read"
}

func syntaxReasons() []string {
	return []string{
		"did not find expected key", "did not find expected '-' indicator",
		"did not find expected ',' or ']'", "did not find expected ',' or '}'",
		"did not find expected node content", "did not find expected <document start>",
		"block sequence entries are not allowed in this context", "found undefined tag handle",
		"mapping values are not allowed in this context", "could not find expected ':'",
		"found character that cannot start any token", "found a tab character that violates indentation",
		"found a tab character where an indentation space is expected", "found unexpected end of stream",
		"found unknown escape character", "control characters are not allowed",
		"invalid leading UTF-8 octet", "invalid trailing UTF-8 octet", "incomplete UTF-8 octet sequence",
	}
}

// follow returns what an alias stands for.
func follow(n *yaml.Node) *yaml.Node {
	for n != nil && n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}

// mapping lists the keys of n; key is n's own. Keys given twice and keys that
// are no plain text are faults and left out. null is an empty mapping.
func (d *document) mapping(n *yaml.Node, key string) []pair {
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		d.fault(n.Line, key, "is not a mapping", "write keys and values below it, indented")
		return nil
	}
	var pairs []pair
	lines := make(map[string]int)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := follow(n.Content[i])
		if k.Kind != yaml.ScalarNode {
			d.fault(n.Content[i].Line, key, "has a key that is not text", "write a plain word before the colon")
			continue
		}
		if first, ok := lines[k.Value]; ok {
			text := "is given twice, first on line "
			if show(k.Value) == "" {
				text = "has a key that is given twice, first on line "
			}
			d.fault(n.Content[i].Line, under(key, show(k.Value)), text+strconv.Itoa(first), "keep one of them")
			continue
		}
		lines[k.Value] = n.Content[i].Line
		pairs = append(pairs, pair{key: k.Value, line: n.Content[i].Line, node: follow(n.Content[i+1])})
	}
	return pairs
}

// scalar is the text of one value as it is written; "" for null.
func (d *document) scalar(p pair, key string) string {
	if p.node.Kind != yaml.ScalarNode {
		d.fault(p.line, key, "has a list or a mapping where one value is wanted", "write one value after the colon")
		return ""
	}
	switch p.node.ShortTag() {
	case "!!null":
		return ""
	case "!!str", "!!int", "!!float", "!!bool", "!!timestamp":
		return p.node.Value
	}
	d.fault(p.line, key, "has a value with a tag that is not known", "write the value without the tag")
	return ""
}

// under is the key of a fault: a name below another key, as far as the name can
// be shown.
func under(parent, shown string) string {
	name := strings.Trim(shown, `"`)
	if parent == "" || name == "" {
		return parent + name
	}
	return parent + "." + name
}
