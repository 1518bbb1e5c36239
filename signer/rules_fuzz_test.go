// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/signer"
)

// The functions in this file are the vendors' rules, written down once more in
// the plainest way, to be compared with the signers.

const qingStorSubresources = "acl append cname cors delete image lifecycle logging mirror notification part_number policy position replication stats " +
	"upload_id uploads versioning version_id versions response-expires response-cache-control response-content-type " +
	"response-content-language response-content-encoding response-content-disposition"

// escapeBut percent-encodes all but letters, digits, "-_.~" and what is kept.
func escapeBut(s, keep string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if strings.IndexByte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"+keep, c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// cosRule is the Authorization value after document 436/7778, for a request as
// a server reads it.
func cosRule(r *http.Request, id, secret, window string, signs func(name string) bool) string {
	list := func(all map[string][]string) (names, pairs string) {
		var keys []string
		byKey := map[string][]string{}
		for name, values := range all {
			// A list cannot name what has no name, so that is not signed.
			if key := strings.ToLower(escapeBut(name, "")); key != "" {
				byKey[key] = append(byKey[key], values...)
			}
		}
		for key := range byKey {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		var n, p []string
		for _, key := range keys {
			slices.Sort(byKey[key])
			for _, value := range byKey[key] {
				n, p = append(n, key), append(p, key+"="+escapeBut(value, ""))
			}
		}
		return strings.Join(n, ";"), strings.Join(p, "&")
	}
	headers := map[string][]string{"host": {r.Host}}
	for name, values := range r.Header {
		if signs(name) {
			headers[name] = slices.Clone(values)
		}
	}
	headerNames, headerPairs := list(headers)
	paramNames, paramPairs := list(r.URL.Query())
	digest := sha1.Sum([]byte(strings.ToLower(r.Method) + "\n" + r.URL.Path + "\n" + paramPairs + "\n" + headerPairs + "\n"))
	sign := func(key, text string) string {
		h := hmac.New(sha1.New, []byte(key))
		h.Write([]byte(text))
		return hex.EncodeToString(h.Sum(nil))
	}
	signature := sign(sign(secret, window), "sha1\n"+window+"\n"+hex.EncodeToString(digest[:])+"\n")
	return "q-sign-algorithm=sha1&q-ak=" + id + "&q-sign-time=" + window + "&q-key-time=" + window +
		"&q-header-list=" + headerNames + "&q-url-param-list=" + paramNames + "&q-signature=" + signature
}

// qingStorRule is the Authorization value after the vendor's documentation, for
// a request as a server reads it.
func qingStorRule(r *http.Request, id, secret, bucket string) string {
	var headers []string
	for name, values := range r.Header {
		if strings.HasPrefix(name, "X-Qs-") {
			headers = append(headers, strings.ToLower(name)+":"+values[0]+"\n")
		}
	}
	slices.Sort(headers)
	resource := escapeBut(r.URL.Path, "/=")
	if resource == "" {
		resource = "/"
	}
	if bucket != "" {
		resource = "/" + bucket + resource
	}
	var parts []string
	query := r.URL.Query()
	for name := range strings.FieldsSeq(qingStorSubresources) {
		if value := strings.Join(query[name], ""); query.Get(name) != "" {
			parts = append(parts, name+"="+strings.TrimSpace(value))
		} else if query.Has(name) {
			parts = append(parts, name)
		}
	}
	slices.SortFunc(parts, func(a, b string) int {
		a, _, _ = strings.Cut(a, "=")
		b, _, _ = strings.Cut(b, "=")
		return strings.Compare(a, b)
	})
	if len(parts) > 0 {
		resource += "?" + strings.Join(parts, "&")
	}
	h := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(h, "%s\n%s\n%s\n%s\n%s%s", r.Method, r.Header.Get("Content-MD5"), r.Header.Get("Content-Type"), r.Header.Get("Date"),
		strings.Join(headers, ""), resource)
	return "QS " + id + ":" + base64.StdEncoding.EncodeToString(h.Sum(nil))
}

// FuzzSignersFollowTheRules compares the signers with the rules.
func FuzzSignersFollowTheRules(f *testing.F) {
	for _, path := range awkward.paths {
		for i, query := range awkward.queries {
			f.Add(path, query, "Name", awkward.values[i%len(awkward.values)], exampleSecret, i%2 == 0)
		}
	}
	cos, qingStor := signer.COS(), signer.QingStor()
	cosSigns := func(name string) bool { return name == "Content-Type" || strings.HasPrefix(name, "X-Cos-") }
	f.Fuzz(func(t *testing.T, path, query, name, value, secret string, virtualHost bool) {
		r := schemeRequest(path, query, name, value)
		if r == nil || secret == "" {
			return // not a request that can be sent
		}
		p := exampleParams("")
		p.Credentials.SecretAccessKey, p.Bucket, p.VirtualHost = secret, "bucket", virtualHost
		if err := cos.Sign(t.Context(), r, p); err != nil {
			t.Fatal(err)
		}
		server := received(t, r)
		if got, want := server.Header.Get("Authorization"), cosRule(server, exampleID, secret, "1369353600;1369357200", cosSigns); got != want {
			t.Errorf("COS, %s %q\ngot  %s\nwant %s", server.RequestURI, server.Header, got, want)
		}
		if err := qingStor.Sign(t.Context(), r, p); err != nil {
			t.Fatal(err)
		}
		server = received(t, r)
		bucket := ""
		if virtualHost {
			bucket = p.Bucket
		}
		if got, want := server.Header.Get("Authorization"), qingStorRule(server, exampleID, secret, bucket); got != want {
			t.Errorf("QingStor, %s %q\ngot  %s\nwant %s", server.RequestURI, server.Header, got, want)
		}
	})
}

// The rules themselves must give what is published, or they prove nothing.
func TestTheRulesGiveTheSignaturesThatArePublished(t *testing.T) {
	t.Parallel()
	for name, v := range cosVectors {
		r := v.wire(t, "", "")
		signs := func(name string) bool {
			return slices.Contains(strings.Split(v.headerList, ";"), strings.ToLower(name))
		}
		got := cosRule(r, v.id, v.secret, v.window(), signs)
		if strings.Contains(v.headerList, "host") && got != v.authorization() {
			t.Errorf("%s\ngot  %s\nwant %s", name, got, v.authorization())
		}
	}
	for name, v := range qingStorVectors {
		if v.life > 0 || v.header.Get("X-Qs-Date") != "" {
			continue // rules of their own, which the fuzz target does not use
		}
		id, secret := v.key()
		u, err := url.Parse(v.url)
		if err != nil {
			t.Fatal(err)
		}
		header := v.header.Clone()
		header.Set("Date", v.at.UTC().Format(http.TimeFormat))
		if got := qingStorRule(&http.Request{Method: v.method, URL: u, Header: header}, id, secret, v.bucket); got != "QS "+id+":"+v.signature {
			t.Errorf("%s\ngot  %s\nwant %s", name, got, v.signature)
		}
	}
}
