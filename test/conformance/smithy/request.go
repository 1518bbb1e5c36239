// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/md5"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// host is the host that the client is configured with.
func (c *Case) host() string { return cmp.Or(c.Host, "example.com") }

// compare returns how a request differs from the case's. The entries are
// the names of elements whose order means nothing.
func (c *Case) compare(got *sent, entries map[string]bool) []string {
	var problems []string
	same := func(what, got, want string) {
		if got != want {
			problems = append(problems, problem("%s is %q, want %q", what, got, want))
		}
	}
	host, _, _ := strings.Cut(cmp.Or(c.ResolvedHost, c.host()), "/")
	same("method", got.Method, c.Method)
	same("path", got.path, c.URI)
	if c.ResolvedHost != "" || !c.operation.Traits.has("endpoint") {
		same("host", got.Host, host)
	}
	problems = append(problems, c.compareQuery(got.query)...)
	problems = append(problems, c.compareHeaders(got.Header)...)
	if sum := md5.Sum(got.body); got.Header["Content-Md5"] != nil {
		same("header Content-MD5", got.Header.Get("Content-MD5"), base64.StdEncoding.EncodeToString(sum[:]))
	}
	return append(problems, c.compareBody(got.body, entries)...)
}

func (c *Case) compareHeaders(got http.Header) (problems []string) {
	for _, name := range slices.Sorted(maps.Keys(c.Headers)) {
		have, ok := got[http.CanonicalHeaderKey(name)]
		if value := strings.Join(have, ", "); !ok {
			problems = append(problems, problem("header %s is not sent, want %q", name, c.Headers[name]))
		} else if value != c.Headers[name] {
			problems = append(problems, problem("header %s is %q, want %q", name, value, c.Headers[name]))
		}
	}
	for _, name := range c.ForbidHeaders {
		if have, ok := got[http.CanonicalHeaderKey(name)]; ok {
			problems = append(problems, problem("header %s is %q, want none", name, have))
		}
	}
	for _, name := range c.RequireHeaders {
		if _, ok := got[http.CanonicalHeaderKey(name)]; !ok {
			problems = append(problems, problem("header %s is not sent, want it with any value", name))
		}
	}
	return problems
}

// compareBody compares bodies if the case has one. Where the case wants gzip,
// there must be some.
func (c *Case) compareBody(got []byte, entries map[string]bool) []string {
	for name, value := range c.Headers {
		if strings.EqualFold(name, "Content-Encoding") && strings.HasSuffix(value, "gzip") {
			var err error
			if got, err = inflate(got); err != nil {
				return []string{"body: " + err.Error()}
			}
		}
	}
	if c.Body == nil {
		return nil
	}
	media := c.BodyMediaType
	for name, value := range c.Headers {
		if media == "" && strings.EqualFold(name, "Content-Type") {
			media = value
		}
	}
	switch {
	case *c.Body != "" && isXML(media):
		return compareXML(got, []byte(*c.Body), entries)
	case *c.Body != "" && isJSON(media):
		return compareJSON(got, []byte(*c.Body))
	}
	if string(got) != *c.Body {
		return []string{problem("body is %s, want %s", show(string(got)), show(*c.Body))}
	}
	return nil
}

// inflate undoes gzip, of something.
func inflate(data []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("is not compressed: %w", err)
	}
	if data, err = io.ReadAll(z); err == nil && len(data) == 0 {
		err = errors.New("is empty but for its compression")
	}
	return data, err
}

// isXML reports whether a media type is compared as a tree.
func isXML(media string) bool {
	media, _, _ = strings.Cut(media, ";")
	media = strings.TrimSpace(media)
	return media == "application/xml" || media == "text/xml" || strings.HasSuffix(media, "+xml")
}
