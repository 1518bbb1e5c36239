// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/signer"
)

// awkward are the parts of requests that signers go wrong with.
var awkward = struct{ paths, queries, values []string }{
	paths: []string{
		"/", "", "/b/k", "/b//a/../c/./d", "//", "/..", "/a b+c%25", "/%2F/%2f", "/\u00fc/\U0001f600", "/%ff%00%0a", "/(x)!*'$&,;=:@~-_.", "/a%zz", "/\xff",
	},
	queries: []string{
		"", "acl", "acl=", "lifecycle&prefix=a%2Fb", "upload_id=b&part_number=2&part_number=1&acl", "k=a/b&k=a-b&%C3%A9=+", "x=a+b%20c&&", "A=1&a=2&%41=0",
		"upload_id=%20x%0A&upload_id=&cors=%26acl", "=1&=", "%FF=\xff&a%26b=%3D", "response-content-type=text/plain;x", "uploads=\u00fc", "100%25=%",
	},
	values: []string{"", "a  b ", "\u00fc", "\xff\xfe", "%20+&=;:,", "\t"},
}

// schemeRequest builds a request from a fuzzer's material, or nil if no client
// could send it.
func schemeRequest(path, query, name, value string) *http.Request {
	u := &url.URL{Scheme: "http", Host: "bucket.store.test:9000", Path: path, RawQuery: query}
	if decoded, err := url.PathUnescape(path); err == nil {
		u.Path, u.RawPath = decoded, path // where the path is escaped already
	}
	bad := func(r byte) bool { return r <= ' ' || r == 0x7f || r == '#' }
	if path != "" && path[0] != '/' || slices.ContainsFunc([]byte(query), bad) {
		return nil
	}
	if _, err := url.ParseQuery(query); err != nil {
		return nil
	}
	for _, proof := range []string{"sign", "signature", "q-", "X-Amz-", "access_key_id", "x-cos-security-token"} {
		if strings.Contains(query, proof) {
			return nil
		}
	}
	r := &http.Request{Method: http.MethodPut, URL: u, Header: http.Header{"Content-Type": {"text/plain"}}}
	if strings.ContainsFunc(value, func(r rune) bool { return r != '\t' && r < ' ' || r == 0x7f }) {
		return nil
	}
	if strings.Trim(strings.ToLower(name), "abcdefghijklmnopqrstuvwxyz0123456789-_!*'+.~#$%&^|") != "" {
		return nil
	}
	for _, prefix := range []string{"X-Amz-Meta-", "X-Cos-Meta-", "X-Qs-Meta-"} {
		r.Header.Set(prefix+name, value)
	}
	r.Header.Add("X-Amz-Meta-"+name, value+"again") // QingStor cannot sign lines that repeat
	r.Header.Add("X-Cos-Meta-"+name, value+"again")
	return r
}

// FuzzSchemesAcceptWhatTheySign signs, sends and verifies.
func FuzzSchemesAcceptWhatTheySign(f *testing.F) {
	for _, path := range awkward.paths {
		for i, query := range awkward.queries {
			f.Add(path, query, "Name", awkward.values[i%len(awkward.values)], i%2 == 0, i%3 == 0)
		}
	}
	schemes := []signer.Scheme{newScheme(f, "sigv4"), newScheme(f, "cos"), newScheme(f, "qingstor")}
	f.Fuzz(func(t *testing.T, path, query, name, value string, inURL, virtualHost bool) {
		for _, s := range schemes {
			r := schemeRequest(path, query, name, value)
			if r == nil {
				return // not a request that can be sent
			}
			p, with := exampleParams(signer.UnsignedPayload), exampleVerify(0)
			p.Bucket, p.VirtualHost = "bucket", virtualHost
			with.Bucket, with.VirtualHost = p.Bucket, p.VirtualHost
			server := signed(t, s, r, p, inURL)
			if _, err := s.Identify(server, with); err != nil {
				t.Errorf("%T refuses what it has signed: %v\n%s %s\n%q", s, err, server.Method, server.RequestURI, server.Header)
			}
		}
	})
}

// FuzzSchemesRefuseAFlippedByte signs, sends, changes one byte and verifies:
// either the request is refused, or all that the scheme signs is as it was.
func FuzzSchemesRefuseAFlippedByte(f *testing.F) {
	for _, path := range awkward.paths {
		for i, query := range awkward.queries {
			f.Add(path, query, "a  b", 7*i, byte(1<<(i%8)), i%2 == 0, i%4 < 2)
		}
	}
	cos, qingStor := signer.COS(), signer.QingStor()
	f.Fuzz(func(t *testing.T, path, query, value string, at int, mask byte, inURL, isCOS bool) {
		r := schemeRequest(path, query, "m", value)
		if r == nil || mask == 0 {
			return // not a request that can be sent
		}
		var s signer.Scheme = qingStor
		covered := coveredByQingStor
		if isCOS {
			s, covered = cos, coveredByCOS
		}
		sent := signedWire(t, s, r, inURL)
		before, err := http.ReadRequest(newReader(slices.Clone(sent)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Identify(before, exampleVerify(0)); err != nil {
			t.Fatalf("refused as it was sent: %v\n%s", err, sent)
		}
		sent[uint(at)%uint(len(sent))] ^= mask
		after, err := http.ReadRequest(newReader(sent))
		if err != nil {
			return
		}
		if _, err := s.Identify(after, exampleVerify(0)); err != nil {
			return
		}
		if diff := cmp.Diff(covered(before, before), covered(before, after)); diff != "" {
			t.Errorf("a changed request is accepted (-sent +received):\n%s\n%s", diff, sent)
		}
	})
}

// signedWire is the signed request as bytes.
func signedWire(t *testing.T, s signer.Scheme, r *http.Request, inURL bool) []byte {
	t.Helper()
	p := exampleParams("")
	if inURL {
		u, err := s.Presign(t.Context(), r, p, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		r = newRequest(t, r.Method, u.URL, nil)
		r.Header = u.Header
	} else if err := s.Sign(t.Context(), r, p); err != nil {
		t.Fatal(err)
	}
	var wire bytes.Buffer
	if err := r.Write(&wire); err != nil {
		t.Skip(err)
	}
	return wire.Bytes()
}

// coveredByCOS is what COS's signature of the request sent says of r. Letter
// case does not count in methods and in names of parameters, nor do parameters
// without a name, nor parameters and headers beyond those that were sent.
func coveredByCOS(sent, r *http.Request) map[string][]string {
	covered := map[string][]string{"method": {strings.ToLower(r.Method)}, "host": {r.Host}, "path": {r.URL.Path}}
	wanted := map[string]bool{}
	for name := range sent.URL.Query() {
		wanted[asciiLower(name)] = name != "" && !strings.HasPrefix(name, "q-")
	}
	for name, values := range r.URL.Query() {
		if name = asciiLower(name); wanted[name] {
			covered["?"+name] = append(covered["?"+name], values...)
		}
	}
	for name := range sent.Header {
		if strings.HasPrefix(name, "X-Cos-") || name == "Content-Type" {
			covered[name] = slices.Clone(r.Header.Values(name))
		}
	}
	for _, values := range covered {
		slices.Sort(values)
	}
	return covered
}

// coveredByQingStor is what QingStor's signature says of r.
func coveredByQingStor(_, r *http.Request) map[string][]string {
	covered := map[string][]string{"method": {r.Method}, "path": {r.URL.Path}}
	query := r.URL.Query()
	for name := range strings.FieldsSeq(qingStorSubresources) {
		if value := strings.Join(query[name], ""); query.Get(name) != "" {
			covered["?"+name] = []string{"=" + strings.TrimSpace(value)}
		} else if query.Has(name) {
			covered["?"+name] = nil
		}
	}
	for name, values := range r.Header {
		switch {
		case strings.HasPrefix(name, "X-Qs-"), name == "Content-Type", name == "Content-Md5", name == "Date" && !query.Has("expires"):
			covered[name] = values
		}
	}
	if r.Header.Get("Authorization") == "" {
		covered["expires"], covered["key"] = query["expires"], query["access_key_id"]
	}
	return covered
}

func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// FuzzIdentifyNeverPanics gives the verifiers any authorisation at all.
func FuzzIdentifyNeverPanics(f *testing.F) {
	f.Add("q-sign-algorithm=sha1&q-ak=a&q-sign-time=1;2000000000&q-key-time=1;2000000000&q-header-list=host&q-url-param-list=&q-signature=x", "")
	f.Add("", "q-sign-algorithm=sha1&q-ak=a&q-sign-time=1;9&q-key-time=1;9&q-header-list=%3B%3B&q-url-param-list=%zz&q-signature=")
	f.Add("QS a:b", "acl")
	f.Add("", "access_key_id=a&expires=99999999999&signature=%2B")
	lookup := func(string) (string, bool) { return "secret", true }
	f.Fuzz(func(t *testing.T, authorization, query string) {
		for _, name := range schemeNames {
			s := newScheme(t, name)
			r := &http.Request{
				Method: http.MethodGet, Host: "h", URL: &url.URL{Path: "/k", RawQuery: query},
				Header: http.Header{"Authorization": {authorization}, "Date": {"Fri, 24 May 2013 00:00:00 GMT"}},
			}
			_, err := s.Identify(r, signer.VerifyParams{Lookup: lookup, Time: exampleTime})
			if err == nil {
				t.Errorf("%s accepted %q %q", name, authorization, query)
			}
			_, _ = s.IsSigned(r), s.SessionToken(r)
		}
	})
}
