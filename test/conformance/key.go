// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"errors"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// awkward is a key that something on the way may want to change.
type awkward struct{ name, key string }

// unwritable is a character that XML 1.0 has no way to write, where JSON has
// one. An operation that sends a document may refuse it; all others take it.
const unwritable = "\x01"

// awkwardKeys are keys as they must arrive: byte for byte, never cleaned.
func awkwardKeys() []awkward { return slices.Concat(punctuated(), pathLike(), worldly(), lengthy()) }

// punctuated keys have characters that mean something in URLs, headers, shells
// or markup.
func punctuated() []awkward {
	return []awkward{
		{"letters and digits", "plain-Key_1.txt"},
		{"upper case", "UPPER/Case/KEY"},
		{"a blank", "a b"},
		{"a blank at its end", "trailing "},
		{"a blank at its beginning", " leading"},
		{"two blanks", "a  b"},
		{"a plus", "a+b"},
		{"a percent sign", "100%"},
		{"an escaped slash", "a%2Fb"},
		{"an escaped blank", "a%20b"},
		{"a percent sign without digits", "a%zzb"},
		{"an escaped percent sign", "a%252Fb"},
		{"a question mark", "what?versions"},
		{"a hash", "a#b"},
		{"an ampersand and an equals sign", "a&b=c"},
		{"a semicolon and a comma", "a;b,c"},
		{"a colon and an at sign", "user:password@host"},
		{"quotes", `it's "quoted"`},
		{"brackets", "a[1](2){3}<4>"},
		{"a backslash", `a\b`},
		{"a caret, a pipe and a backtick", "a^b|c`d"},
		{"a tilde, a star and an exclamation mark", "~a*b!"},
		{"a dollar sign", "$HOME"},
		{"the unreserved characters", "AZaz09-._~"},
		{"an entity", "&amp;&#38;"},
		{"the end of a CDATA section", "a]]>b"},
		{"a URL", "https://example.test:80/a?b=c#d"},
		{"what looks like a query", "a?cors"},
	}
}

// pathLike keys would be changed if they were paths.
func pathLike() []awkward {
	return []awkward{
		{"two slashes", "a//b"},
		{"a slash at its beginning", "/leading"},
		{"two slashes at its beginning", "//leading"},
		{"a slash at its end", "folder/"},
		{"two slashes at its end", "folders//"},
		{"a dot", "dir/./file"},
		{"two dots", "dir/../file"},
		{"two dots at its beginning", "../above"},
		{"nothing but two dots", ".."},
		{"nothing but a dot", "."},
		{"three dots", ".../file"},
		{"a name that begins with a dot", ".hidden"},
	}
}

// worldly keys are of other scripts than ASCII's, or of none.
func worldly() []awkward {
	return []awkward{
		{"a Latin letter beyond ASCII", "müller"},
		{"a letter and a combining mark", "mu\u0308ller"},
		{"Cyrillic and Greek", "привет/κόσμε"},
		{"Chinese, Japanese and Korean", "目录/ファイル/파일"},
		{"full-width letters and digits", "Ｆｕｌｌ１２３"},
		{"right to left", "שלום/مرحبا"},
		{"a direction mark", "a\u202eb"},
		{"an emoji", "cat😀.png"},
		{"an emoji of several characters", "👩\u200d👩\u200d👧/🇦🇹"},
		{"a no-break space", "a\u00a0b"},
		{"a zero-width space", "a\u200bb"},
		{"the replacement character", "a\ufffdb"},
		{"a tab", "a\tb"},
		{"a line break", "a\nb"},
		{"a carriage return", "a\rb"},
		{"a control character", "a" + unwritable + "b"},
		{"a delete character", "a\x7fb"},
	}
}

// lengthy keys are as long as a key may be.
func lengthy() []awkward {
	return []awkward{
		{"850 bytes", deep("k", 850)},
		{"1,023 bytes", deep("k", 1023)},
		{"1,024 bytes", deep("k", 1024)},
		{"1,023 bytes of three-byte characters", strings.Repeat(strings.Repeat("日", 33)+"/", 10) + strings.Repeat("日", 7) + "zz"},
	}
}

// deep is a key of n bytes whose parts are short enough to be file names.
func deep(letter string, n int) string {
	return strings.Repeat(strings.Repeat(letter, 99)+"/", n/100+1)[:n-1] + "z"
}

// keyRows are the operations that take a key, each with every awkward one.
// Each begins by storing it, so that each can be tried alone, and removes it,
// for a store that lists another key than it has.
func keyRows() []behaviour {
	checks := []struct {
		operation string
		check     func(p *probe, b bucket.API, key string)
	}{
		{"PutObject", func(p *probe, b bucket.API, key string) {}},
		{"GetObject", func(p *probe, b bucket.API, key string) {
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, key)
		}},
		{"HeadObject", func(p *probe, b bucket.API, key string) {
			out, err := b.HeadObject(p.ctx, &bucket.HeadObjectInput{Key: key})
			p.equal("ContentLength", result(p, "HeadObject", out, err).ContentLength, int64(len(key)))
		}},
		{"ListObjects", func(p *probe, b bucket.API, key string) {
			out, err := b.ListObjects(p.ctx, &bucket.ListObjectsInput{Prefix: key})
			for _, o := range result(p, "ListObjects", out, err).Objects {
				if o.Key == key {
					p.equal("Size", o.Size, int64(len(key)))
					return
				}
			}
			p.errorf("the key is not in the list: %q", objectKeys(out))
		}},
		{"DeleteObject", func(p *probe, b bucket.API, key string) {
			out, err := b.DeleteObject(p.ctx, &bucket.DeleteObjectInput{Key: key})
			result(p, "DeleteObject", out, err)
			p.gone(b, key)
		}},
		{"DeleteObjects", func(p *probe, b bucket.API, key string) {
			if strings.Contains(key, unwritable) {
				out, err := b.DeleteObjects(p.ctx, &bucket.DeleteObjectsInput{Objects: []bucket.ObjectIdentifier{{Key: key}}})
				if _, ok := errors.AsType[*bucket.InputError](err); ok {
					invalid(p, "DeleteObjects", out, err, "Objects[0].Key")
					return
				}
			}
			p.equal("Deleted", p.deleteAll(b, false, key), []string{key})
			p.gone(b, key)
		}},
	}
	var rows []behaviour
	for _, a := range awkwardKeys() {
		name := "takes a key with " + a.name
		for _, c := range checks {
			rows = append(rows, behaviour{operation: c.operation, name: name, check: func(p *probe) {
				b := p.bucket()
				p.put(b, a.key, a.key)
				defer func() { _, _ = b.DeleteObject(p.ctx, &bucket.DeleteObjectInput{Key: a.key}) }()
				c.check(p, b, a.key)
			}})
		}
		rows = append(rows, behaviour{operation: "OptionsObject", name: name, check: func(p *probe) {
			b := p.asked()
			out, err := b.OptionsObject(p.ctx, ask(a.key))
			p.allowed(result(p, "OptionsObject", out, err), "https://app.example", "PUT", "")
		}})
	}
	return rows
}
