// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"net/url"
	"strings"
)

// sent is a request as it was on the wire.
type sent struct {
	method string
	scheme string
	path   string // escaped, byte for byte
	query  map[string][]string
	host   string
	header map[string][]string
	body   []byte
}

// wiretap is a transport that keeps what it is sent and gives one answer.
type wiretap struct {
	answer *answer
	sent   []*sent
}

// Do makes it what aws-sdk-go-v2 calls a client.
func (w *wiretap) Do(r *http.Request) (*http.Response, error) { return w.RoundTrip(r) }

// RoundTrip writes the request as net/http does, and reads it again.
func (w *wiretap) RoundTrip(r *http.Request) (*http.Response, error) {
	text, err := httputil.DumpRequestOut(r, true)
	if err != nil {
		return nil, fmt.Errorf("writing the request: %w", err)
	}
	one, err := receive(text)
	if err != nil {
		return nil, fmt.Errorf("reading the request: %w", err)
	}
	one.scheme = r.URL.Scheme
	w.sent = append(w.sent, one)
	return w.answer.response(r), nil
}

// receive reads a request without any leniency of a server's.
func receive(text []byte) (*sent, error) {
	in := textproto.NewReader(bufio.NewReader(bytes.NewReader(text)))
	line, err := in.ReadLine()
	if err != nil {
		return nil, err
	}
	parts := strings.Split(line, " ")
	if len(parts) != 3 {
		return nil, fmt.Errorf("a request line with %d parts: %q", len(parts), line)
	}
	header, err := in.ReadMIMEHeader()
	if err != nil {
		return nil, err
	}
	one := &sent{method: parts[0], host: header.Get("Host"), header: header}
	path, query, _ := strings.Cut(parts[1], "?")
	one.path = path
	if one.query, err = pairs(query); err != nil {
		return nil, err
	}
	var body io.Reader = in.R
	if header.Get("Transfer-Encoding") == "chunked" {
		body = httputil.NewChunkedReader(body)
	}
	header.Del("Host")
	for name, lines := range header {
		// A list is one line or several: RFC 9110 section 5.3.
		header[name] = []string{strings.Join(lines, ", ")}
	}
	one.body, err = io.ReadAll(body)
	return one, err
}

// pairs are a query's parameters. One without a value is one with an empty
// value, as AWS has it.
func pairs(query string) (map[string][]string, error) {
	all := map[string][]string{}
	for pair := range strings.SplitSeq(query, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		name, err := url.QueryUnescape(name)
		if err != nil {
			return nil, err
		}
		value, err = url.QueryUnescape(value)
		if err != nil {
			return nil, err
		}
		all[name] = append(all[name], value)
	}
	return all, nil
}
