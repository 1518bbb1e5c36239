// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"crypto/md5" //nolint:gosec // the protocol asks for it
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// fetchObject stores what a URL answers ("PUT Object - Fetch"): redirects are
// followed, and a length must be told. The emulator has no network of its own,
// only the transport of its options. That the type of the content is taken over
// is ours.
func (c *call) fetchObject() (*answer, error) {
	source, err := c.sourceURL()
	if err != nil {
		return nil, err
	}
	if c.emulator.options.FetchTransport == nil {
		return nil, c.fault("NotImplemented").about("it fetches nothing, because Options.FetchTransport is nil")
	}
	w, err := c.emulator.store.write(c.bucket)
	if err != nil {
		return nil, c.missing(err)
	}
	defer w.discard()
	if err := c.checkFetch(); err != nil {
		return nil, err
	}
	o := &object{key: c.key, modified: c.now.Truncate(time.Millisecond), header: http.Header{}, class: standard}
	if err := c.fetch(o, source, w); err != nil {
		return nil, err
	}
	return &answer{out: record{"ETag": o.etag}}, c.missing(w.commit(o, nil))
}

// sourceURL is http where nothing is said.
func (c *call) sourceURL() (string, error) {
	source := c.in.text("SourceURL")
	if !strings.Contains(source, "://") {
		source = "http://" + source
	}
	u, err := url.Parse(source)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", c.fault("InvalidArgument")
	}
	return source, nil
}

// checkFetch wants an object that was not changed, and so one that is there.
func (c *call) checkFetch() error {
	if !c.in.has("IfUnmodifiedSince") {
		return nil
	}
	present, _, err := c.emulator.store.object(c.bucket, c.key)
	switch {
	case errors.Is(err, errNoObject):
		return c.fault("PreconditionFailed")
	case err != nil:
		return c.missing(err)
	case present.modified.Truncate(time.Second).After(c.in.time("IfUnmodifiedSince")):
		return c.fault("PreconditionFailed")
	}
	return nil
}

// fetch reads the source into w and tells o what it is.
func (c *call) fetch(o *object, source string, w io.Writer) error {
	failed := func(why string) error { return c.fault("UpstreamFailed").about(why) }
	r, err := http.NewRequestWithContext(c.request.Context(), http.MethodGet, source, http.NoBody) //nolint:gosec // whoever gives a transport lets clients choose where it goes
	if err != nil {
		return c.fault("InvalidArgument")
	}
	client := http.Client{Transport: c.emulator.options.FetchTransport}
	resp, err := client.Do(r) //nolint:gosec // as above
	if err != nil {
		return failed("it cannot be reached.")
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusNotFound:
		return c.noKey()
	case resp.StatusCode != http.StatusOK:
		return failed("it answers " + resp.Status + ".")
	case resp.ContentLength < 0:
		return failed("it does not tell its length.")
	case resp.ContentLength > c.dialect.maxObject:
		return c.fault("EntityTooLarge")
	}
	sum := md5.New() //nolint:gosec // see the import
	n, err := io.Copy(io.MultiWriter(w, sum), resp.Body)
	if err != nil || n != resp.ContentLength {
		return failed("it broke off.")
	}
	if kind := resp.Header.Get("Content-Type"); kind != "" {
		o.header["Content-Type"] = []string{kind}
	}
	o.size, o.etag = n, `"`+hex.EncodeToString(sum.Sum(nil))+`"`
	return nil
}
