// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/seed-40dc4ce0/pail/cors"
)

// hidden stands for what is not shown.
const hidden = "REDACTED"

// bare is a URL without user name, fragment and the values of its query, any of
// which may be what makes a presigned URL as good as a password.
func bare(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		before, _, _ := strings.Cut(raw, "?")
		return clean(before)
	}
	query := u.RawQuery != "" || u.ForceQuery
	u.User, u.Fragment, u.RawFragment, u.RawQuery, u.ForceQuery = nil, "", "", "", false
	if query {
		return clean(u.String()) + "?" + hidden
	}
	return clean(u.String())
}

// censor hides secrets in what a server says.
type censor struct{ secrets []string }

// shortest is how long a value has to be to count as a secret, in bytes.
const shortest = 6

// newCensor knows the values of the URL's query and of the headers that a page
// proves itself by.
func newCensor(raw string, headers []cors.Header) *censor {
	c := new(censor)
	c.learn(raw)
	for _, h := range headers {
		if isSecret(h.Name) {
			c.add(h.Value)
			for word := range strings.FieldsSeq(h.Value) {
				c.add(word)
			}
		}
	}
	return c
}

// learn adds the values of a URL's query, as they stand there and decoded.
func (c *censor) learn(raw string) {
	_, query, _ := strings.Cut(raw, "?")
	query, _, _ = strings.Cut(query, "#")
	for part := range strings.SplitSeq(query, "&") {
		_, value, ok := strings.Cut(part, "=")
		if !ok {
			value = part
		}
		c.add(value)
		if decoded, err := url.QueryUnescape(value); err == nil {
			c.add(decoded)
			who, _, _ := strings.Cut(decoded, "/") // the rest of a credential says where and when
			c.add(who)
		}
	}
}

func (c *censor) add(value string) {
	if len(value) >= shortest && !slices.Contains(c.secrets, value) && !harmless(value) {
		c.secrets = append(c.secrets, value)
		slices.SortFunc(c.secrets, func(a, b string) int { return len(b) - len(a) })
	}
}

// harmless are values of queries that say how, not who.
func harmless(value string) bool {
	lower := strings.ToLower(value)
	for _, word := range [...]string{"aws4_request", "aws4-hmac-sha256", "unsigned-payload", "content-type", "getobject", "putobject", "bearer", "basic"} {
		if lower == word {
			return true
		}
	}
	return strings.Trim(value, "0123456789") == "" && len(value) < 8 || !strings.ContainsAny(value, "0123456789") && len(value) < 10
}

// scrub is a text on one line and without secrets.
func (c *censor) scrub(s string) string {
	for _, secret := range c.secrets {
		s = strings.ReplaceAll(s, secret, hidden)
	}
	words := strings.Fields(clean(s))
	for i, word := range words {
		if strings.Contains(word, "://") && strings.Contains(word, "?") && !strings.Contains(word, "?"+hidden) {
			words[i] = bare(word)
		}
	}
	return strings.Join(words, " ")
}

// text is what a server said: scrubbed, and of bounded length.
func (c *censor) text(s string) string {
	const longest = 300
	s = c.scrub(s)
	if len(s) > longest {
		s = strings.ToValidUTF8(s[:longest], "") + " …"
	}
	return s
}

// verdict scrubs what a verdict says of an answer.
func (c *censor) verdict(v *cors.Verdict) {
	v.Detail, v.Parameter = c.text(v.Detail), c.text(v.Parameter)
	if v.Redirect != "" {
		v.Redirect = bare(v.Redirect)
	}
	for i := range v.Warnings {
		v.Warnings[i] = c.text(v.Warnings[i])
	}
	for i := range v.Exposed {
		v.Exposed[i] = c.text(v.Exposed[i])
	}
}

// clean makes a text fit for one line of a terminal.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case !unicode.IsPrint(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// isSecret says that a header's value is nobody else's business.
func isSecret(name string) bool {
	name = strings.ToLower(name)
	for _, word := range [...]string{"authorization", "cookie", "token", "secret", "signature", "credential", "password", "api-key", "apikey", "customer-key"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
