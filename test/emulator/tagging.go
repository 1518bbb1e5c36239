// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of an object's tags ("Categorizing your storage using tags").
const (
	maxTags     = 10
	maxTagKey   = 128
	maxTagValue = 256
)

// tagDocument writes tags as they are kept.
func tagDocument(tags []pair) string {
	x := newXMLWriter(s3Style)
	x.open("Tagging", "")
	x.open("TagSet", "")
	for _, t := range tags {
		x.open("Tag", "")
		x.text("Key", t.name)
		x.text("Value", t.value)
		x.close("Tag")
	}
	x.close("TagSet")
	x.close("Tagging")
	return string(x.bytes())
}

// tagsOf reads such a document.
func tagsOf(root *node) []pair {
	elements := root.child("TagSet").all("Tag")
	tags := make([]pair, 0, len(elements))
	for _, t := range elements {
		tags = append(tags, pair{t.value("Key"), t.value("Value")})
	}
	return tags
}

// countTags counts those in a stored document.
func countTags(data []byte) int64 {
	root, err := parseTree(data)
	if err != nil {
		return 0
	}
	return int64(len(tagsOf(root)))
}

// taggingHeader reads tags that are written like a query; nil when there are
// none.
func (c *call) taggingHeader(value string) ([]byte, error) {
	bad := c.dialect.badArgument(c.dialect.prefix+"tagging", value)
	var tags []pair
	for part := range strings.SplitSeq(value, "&") {
		if part == "" {
			continue
		}
		name, val, _ := strings.Cut(part, "=")
		key, errKey := url.QueryUnescape(name)
		v, errValue := url.QueryUnescape(val)
		if errKey != nil || errValue != nil || key == "" || named(tags, key) {
			return nil, bad
		}
		tags = append(tags, pair{key, v})
	}
	if tags == nil {
		return nil, nil
	}
	if err := c.checkTagList(tags); err != nil {
		return nil, err
	}
	return []byte(tagDocument(tags)), nil
}

// named says whether a tag has that key.
func named(tags []pair, key string) bool {
	return slices.ContainsFunc(tags, func(t pair) bool { return t.name == key })
}

func checkTags(c *call, _ record) error {
	root, err := parseTree(c.body)
	if err != nil {
		return err
	}
	return c.checkTagList(tagsOf(root))
}

func (c *call) checkTagList(tags []pair) error {
	if len(tags) > maxTags {
		return &fault{status: 400, code: "BadRequest", message: "Object tags cannot be greater than 10"}
	}
	for i, t := range tags {
		bad := c.fault("InvalidTag").with("TagKey", t.name).with("TagValue", t.value)
		switch {
		case t.name == "" || utf8.RuneCountInString(t.name) > maxTagKey || !tagText(t.name):
			return bad
		case utf8.RuneCountInString(t.value) > maxTagValue || !tagText(t.value):
			return bad.saying("The TagValue you have provided is invalid")
		case named(tags[:i], t.name):
			return bad.saying("Cannot provide multiple Tags with the same key")
		}
	}
	return nil
}

// tagText says whether S3 allows every character: letters, digits and blanks
// of any script, and + - = . _ : / @.
func tagText(s string) bool {
	for _, r := range s {
		if r < utf8.RuneSelf && !strings.ContainsRune(" +-=._:/@", r) &&
			(r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return utf8.ValidString(s)
}
