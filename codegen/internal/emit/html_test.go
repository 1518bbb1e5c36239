// SPDX-License-Identifier: Apache-2.0

package emit

import (
	"encoding/json"
	"go/format"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/codegen/internal/plan"
)

func TestHTMLBecomesComments(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"paragraphs", "<p>One\n   two.</p> <p>Three.</p>", "One two.\n\nThree."},
		{"inline tags", "<p>Use <b>the</b> <i>new</i> <code>Open</code><sup>2</sup>.</p>", "Use the new Open2."},
		{"a link", `<p>See <a href="https://a.example/x">the page</a>.</p>`, "See the page (https://a.example/x)."},
		{"a link that is its own text", `<p><a href="https://a.example/">https://a.example</a>.</p>`, "https://a.example."},
		{"a link to nowhere", `<p>See <a href="#x">below</a> and <a>this</a>.</p>`, "See below and this."},
		{"a link without a text", `<p>See <a href='https://a.example'></a></p>`, "See https://a.example"},
		{"a link across lines", "<p>See <a href=\"https://a.example\">\n  <code>Open</code>\n </a>.</p>", "See Open (https://a.example)."},
		{"words after a link", `<p>See <a href="https://a.example">it </a>or <a href="https://b.example">that</a>too`, "See it (https://a.example) or that (https://b.example)too"},
		{"an open link", `<p>See <a href="https://a.example">the page`, "See the page (https://a.example)"},
		{"a list", "<p>Either:</p><ul><li><p>one</p></li><li>two</li></ul>After.", "Either:\n\n  - one\n  - two\n\nAfter."},
		{"a numbered list", "<ol><li>one<li>two</ol>", " 1. one\n 2. two"},
		{"a nested list", "<ul><li>a<ul><li>b</li><li>c</li></ul>d</li><li>e</li></ul>", "  - a\n  - b\n  - c\n  - d\n  - e"},
		{"paragraphs of an item", "<ul><li><p>a</p><p>b</p></li></ul>", "  - a b"},
		{"a long item", "<ul><li>" + strings.Repeat("word ", 18) + "</li></ul>", "  -" + strings.Repeat(" word", 14) + "\n   " + strings.Repeat(" word", 4)},
		{"definitions", "<dl><dt>A</dt><dd><p>first</p></dd><dt>B</dt><dt>C</dt><dd>second</dd><dt>D</dt></dl>", "  - A: first\n  - B, C: second\n  - D"},
		{"a definition that is a list", "<dl><dt>A</dt><dd><ul><li>b</li></ul></dd></dl>", "  - A:\n  - b"},
		{"a note", "<note><p>Mind it.</p><p>Really.</p></note><p>On.</p>", "Note: Mind it.\n\nReally.\n\nOn."},
		{"what is important", "<important><ul><li>a</li></ul></important>", "Important:\n\n  - a"},
		{"an empty note", "<note></note><p>On.</p>", "On."},
		{"headings and breaks", "<h2>Title</h2>one<br/>two<hr>three", "Title\n\none\n\ntwo\n\nthree"},
		{"a break in an item", "<ul><li>one<br>two</li></ul>", "  - one two"},
		{"code", "<p>So:</p><pre>\na {\n  b\n}\n</pre><p>On.</p>", "So:\n\n\ta {\n\t  b\n\t}\n\nOn."},
		{"a table", "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "  - a | b\n  - 1 | 2"},
		{"entities", "<p>1 &lt; 2 &amp;&amp; &quot;x&quot; &#x2026; &copy &nosuch; &lt;p&gt;</p>", "1 < 2 && \"x\" … &copy &nosuch; <p>"},
		{"unknown tags", "<p><blink>now</blink> <other/>or</p>", "now or"},
		{"placeholders", "<p>Returned in the <Code> tag.</p>", "Returned in the <Code> tag."},
		{"XML in code", "<p><code><a:b><Key>k</Key></a:b></code></p>", "<a:b><Key>k</Key></a:b>"},
		{"scripts and styles", "<p>a<script>if (a<b) {}</script><STYLE>p{}</style>b</p>", "ab"},
		{"comments", "<!-- no --><p>a<!doctype html><?php x?>b</p>", "ab"},
		{"tags that are not closed", "<p>a <b>b <ul><li>c", "a b\n\n  - c"},
		{"tags that were never open", "</ul></li></p></dl>a</b></dd>", "a"},
		{"half a tag", "<p>a < b <c <p>d <", "a < b <c\n\nd <"},
		{"an open comment", "<p>a <!-- b", "a <!-- b"},
		{"an open script", "<p>a <script> b", "a b"},
		{"what is deprecated", "<p>Opens.</p>\n\nDeprecated: Use Close (since 2).", "Opens.\n\nDeprecated: Use Close (since 2)."},
		{"an open paragraph before that", "<p>Opens.\n\nDeprecated: Use Close.", "Opens.\n\nDeprecated: Use Close."},
		{"bytes that Go cannot have", "<p>a\x00\xff\ufeffb\r\nc</p>", "a\uFFFDb c"},
		{"an empty paragraph", "<p> </p>", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var want strings.Builder
			for line := range strings.SplitSeq(c.want, "\n") {
				if c.want != "" {
					want.WriteString(strings.TrimRight("// "+line, " ") + "\n")
				}
			}
			if diff := cmp.Diff(want.String(), comment(plan.Doc(c.text))); diff != "" {
				t.Errorf("the comment (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCommonMarkBecomesComments(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"inline HTML", "Use <b>it</b> &amp; <a href=\"https://a.example\">that</a>.", "// Use it & that (https://a.example).\n"},
		{"tags in code", "The `<p>` element and <Key>.", "// The <p> element and <Key>.\n"},
		{"entities in code", "Write `&amp;`.", "// Write &amp;.\n"},
		{"a bare link", "See <https://a.example/x>.", "// See https://a.example/x.\n"},
		{"a list at once", "Either:\n- a\n- b\n  - c", "// Either:\n//\n//   - a\n//   - b\n//   - c\n"},
		{"numbers", "1. a\n2) b", "//  1. a\n//  2. b\n"},
		{"a fence", "So:\n```go\na\n\n\tb\n```\nOn.", "// So:\n//\n// \ta\n//\n// \t\tb\n//\n// On.\n"},
		{"a heading", "# Title\nText.", "// Title\n//\n// Text.\n"},
		{"a link that is its own text", "[https://a.example](https://a.example)", "// https://a.example\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, comment(plan.Doc(c.text))); diff != "" {
				t.Errorf("the comment (-want +got):\n%s", diff)
			}
		})
	}
}

// documentation collects the documentation in a model.
func documentation(v any, list *[]string) {
	switch v := v.(type) {
	case map[string]any:
		for name, inner := range v {
			if text, ok := inner.(string); ok && name == "smithy.api#documentation" {
				*list = append(*list, text)
			}
			documentation(inner, list)
		}
	case []any:
		for _, inner := range v {
			documentation(inner, list)
		}
	}
}

func TestPublishedDocumentationComesOutClean(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("PAIL_CONFORMANCE")
	if dir == "" {
		dir = "../../../../shared/conformance"
	}
	data, err := os.ReadFile(dir + "/s3-2006-03-01.json")
	if err != nil {
		t.Skip("there is no s3-2006-03-01.json: set PAIL_CONFORMANCE to its folder")
	}
	var model any
	if err := json.Unmarshal(data, &model); err != nil {
		t.Fatal(err)
	}
	var list []string
	documentation(model, &list)
	if len(list) < 1000 {
		t.Fatalf("only %d texts", len(list))
	}
	leftover := regexp.MustCompile(`</?(p|b|i|a|ul|ol|li|dl|dt|dd|code|note|important|br|div|pre)\b[^<>]*>|&[a-z]+;`)
	for _, text := range list {
		got := comment(plan.Doc(text))
		if tag := leftover.FindString(got); tag != "" {
			t.Errorf("%s is left:\n%s", tag, got)
		}
		checkComment(t, text, got)
	}
}

// checkComment checks that got is a comment of Go with every word of text in
// it.
func checkComment(t *testing.T, text, got string) {
	t.Helper()
	for line := range strings.Lines(got) {
		if !strings.HasPrefix(line, "//") || line != "//\n" && !strings.HasPrefix(line, "// ") {
			t.Errorf("%q is no line of a comment: %q", line, text)
		}
	}
	source := "package x\n\n" + got + "type T int\n"
	if _, err := format.Source([]byte(source)); err != nil {
		t.Fatalf("%v: %q gives\n%s", err, text, got)
	}
	squeezed := squeeze("\n" + got)
	for _, word := range visible(clean(text)) {
		if !strings.Contains(squeezed, squeeze(word)) {
			t.Errorf("%q is lost: %q gives\n%s", word, text, got)
		}
	}
}

// squeeze is s without spaces, line feeds and the marks of comments.
func squeeze(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ReplaceAll(s, "\n//", "\n"), func(r rune) bool { return strings.ContainsRune(" \t\n\r\f\v\u0085\u00a0", r) }), "")
}

var (
	hidden = regexp.MustCompile(`(?is)<!--.*?-->|<(script)(\s[^<>]*|/)?>.*?</script(\s[^<>]*|/)?>|<style(\s[^<>]*|/)?>.*?</style(\s[^<>]*|/)?>|<[!?][^<>]*>`)
	tags   = regexp.MustCompile(`</?[A-Za-z][A-Za-z0-9:._-]*(\s[^<>]*|/)?>|<((https?|mailto|ftp):[^<>\s]+)>`)
)

// visible are the words that a reader of HTML sees, found in another way than
// the code under test does: without what is hidden, without tags.
func visible(text string) []string {
	text = tags.ReplaceAllString(hidden.ReplaceAllString(text, "\x00"), "\x00")
	var words []string
	for part := range strings.SplitSeq(text, "\x00") {
		for word := range strings.FieldsSeq(decode(part)) {
			words = append(words, word)
		}
	}
	return words
}

// FuzzHTML checks that no HTML makes the generator panic, loses a word or
// gives something else than a comment.
func FuzzHTML(f *testing.F) {
	for _, seed := range []string{
		"<p>a <b>b</b></p><ul><li>c<ol><li>d</ol></li></ul>", "<dl><dt>a<dd>b<note>c</dl>", "<pre>a\n\n b</pre>", "<a href=x>y<p>z",
		"<p>&lt;a&gt; <Code> <x>y</x> <!-- z --> <script>q</script>", "<p>a\n\nb <table><tr><td>c<td>d", "<p></ul></li></dt></dd>x",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkComment(t, "<p>"+text, comment(plan.Doc("<p>"+text)))
		for line := range strings.Lines(comment(plan.Doc(text))) {
			if !strings.HasPrefix(line, "//") {
				t.Errorf("%q is no line of a comment: %q", line, text)
			}
		}
	})
}
