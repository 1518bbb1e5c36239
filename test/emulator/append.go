// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strconv"
)

// appendObject adds to an object that was begun so, or begins one. What it
// keeps is the old content and the new: appends are for tests here, and small.
func (c *call) appendObject() (*answer, error) {
	if c.request.ContentLength < 0 {
		return nil, c.fault("MissingContentLength")
	}
	position, _ := c.in.number("Position")
	o, err := c.newObject()
	if err != nil {
		return nil, err
	}
	allow := func(present *object) error { return c.checkAppend(present, position) }
	if err := c.checkEarly(allow); err != nil {
		return nil, err
	}
	w, err := c.emulator.store.write(c.bucket)
	if err != nil {
		return nil, c.missing(err)
	}
	defer w.discard()
	old, content, err := c.emulator.store.object(c.bucket, c.key)
	if err != nil && !errors.Is(err, errNoObject) {
		return nil, c.missing(err)
	}
	if err := c.continued(o, old, content, w); err != nil {
		return nil, err
	}
	if _, err := io.Copy(w, c.payload); err != nil {
		return nil, err
	}
	c.measure(o)
	if err := w.commit(o, allow); err != nil {
		return nil, c.missing(err)
	}
	out := record{"ETag": o.etag, "NextPosition": o.size}
	addSums(out, o)
	a := &answer{out: out, header: http.Header{}}
	setHeader(a.header, c.dialect.appendedSum, hex.EncodeToString(c.payload.md5.Sum(nil)))
	return a, nil
}

// checkAppend refuses an object that was stored as a whole, one that would grow
// too long, and any position but its end.
func (c *call) checkAppend(present *object, position int64) error {
	length := int64(0)
	if present != nil {
		length = present.size
	}
	switch {
	case present != nil && !present.appendable:
		return c.fault("ObjectNotAppendable")
	case position != length:
		return c.fault("PositionNotEqualToLength")
	case length+c.request.ContentLength > c.dialect.maxObject:
		return c.fault("EntityTooLarge").with("MaxSizeAllowed", strconv.FormatInt(c.dialect.maxObject, 10))
	}
	return nil
}

// continued copies what there is already, which goes into the sums too, and
// takes over what only the first append may say.
func (c *call) continued(o, old *object, content io.Reader, w io.Writer) error {
	o.appendable = true
	if old == nil {
		return nil
	}
	o.header, o.class, o.documents = old.header, old.class, old.documents
	return c.payload.before(w, content)
}
