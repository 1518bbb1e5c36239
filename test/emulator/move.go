// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"errors"
	"io"
	"strings"
	"time"
)

// moveObject gives an object another name, in this bucket or another, with all
// that it has, encryption included ("PUT Object - Move"). What it replaces is
// gone. That a move onto itself changes nothing is ours.
func (c *call) moveObject() (*answer, error) {
	bucket, key, err := c.source()
	if err != nil {
		return nil, err
	}
	from, content, err := c.emulator.store.object(bucket, key)
	if err != nil {
		return nil, c.missing(err)
	}
	if err := c.checkSource(from); err != nil {
		return nil, err
	}
	w, err := c.emulator.store.write(c.bucket)
	if err != nil {
		return nil, c.missing(err)
	}
	defer w.discard()
	out := record{"ETag": from.etag}
	if bucket == c.bucket && key == c.key {
		return &answer{out: out}, nil
	}
	if _, err := io.Copy(w, content); err != nil {
		return nil, err
	}
	to := *from
	to.key, to.modified = c.key, c.now.Truncate(time.Millisecond)
	if err := w.commit(&to, nil); err != nil {
		return nil, c.missing(err)
	}
	err = c.emulator.store.erase(bucket, key, func(present *object) error {
		if present == nil || present.etag != from.etag || !present.modified.Equal(from.modified) {
			return errReplaced
		}
		return nil
	})
	if errors.Is(err, errReplaced) {
		err = nil // what was put there since stays
	}
	return &answer{out: out}, c.missing(err)
}

var errReplaced = errors.New("the source is another object by now")

// source is the bucket and the key of a percent-encoded "/bucket/key".
func (c *call) source() (bucket, key string, err error) {
	path, ok := unescape(c.in.text("Source"))
	path, rooted := strings.CutPrefix(path, "/")
	bucket, key, _ = strings.Cut(path, "/")
	if !ok || !rooted || bucket == "" || key == "" {
		return "", "", c.fault("InvalidArgument")
	}
	return bucket, key, nil
}

// checkSource looks at the conditions on a source, each of which answers 412.
func (c *call) checkSource(from *object) error {
	at, in := from.modified.Truncate(time.Second), c.in
	switch {
	case in.has("IfMatch") && !matchesETag(in.text("IfMatch"), from.etag),
		in.has("IfNoneMatch") && matchesETag(in.text("IfNoneMatch"), from.etag),
		in.has("IfModifiedSince") && !at.After(in.time("IfModifiedSince")),
		in.has("IfUnmodifiedSince") && at.After(in.time("IfUnmodifiedSince")):
		return c.fault("PreconditionFailed")
	}
	return nil
}
