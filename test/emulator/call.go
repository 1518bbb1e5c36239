// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"net/http"
	"time"
)

// call is one request on its way.
type call struct {
	emulator  *Emulator
	dialect   *dialect
	writer    http.ResponseWriter
	request   *http.Request
	requestID string
	hostID    string
	now       time.Time

	bucket, key string
	query       query
	anonymous   bool
	operation   *operation
	in          record
	payload     *payload
	body        []byte // the document as it came
	tree        *node
}

// handler serves one operation.
type handler func(*call) (*answer, error)

func (e *Emulator) newCall(w http.ResponseWriter, r *http.Request) *call {
	c := &call{emulator: e, dialect: e.dialect, writer: w, request: r, now: e.options.Now().UTC()}
	// Ids are distinct, look like a store's, and depend on nothing but the
	// number of requests so far.
	n := e.requests.Add(1) * 0x9e3779b97f4a7c15
	c.requestID = fmt.Sprintf("%016X", n)
	c.hostID = base64.StdEncoding.EncodeToString(binary.BigEndian.AppendUint64([]byte("pail emulator, host of request "), n))
	h := w.Header()
	h.Set("Server", e.dialect.server)
	h.Set("Date", c.now.Format(httpDate))
	setHeader(h, e.dialect.provider.RequestIDHeader, c.requestID)
	setHeader(h, e.dialect.provider.HostIDHeader, c.hostID)
	return c
}

// serve goes the way of every request: where to, preflight, who, which rule,
// what, and then the operation itself.
func (c *call) serve() (*answer, error) {
	var okAddress, okQuery bool
	c.bucket, c.key, okAddress = address(c.request, c.emulator.options.BaseDomain)
	c.query, okQuery = parseQuery(c.request.URL.RawQuery)
	if !okAddress || !okQuery {
		return nil, c.fault("InvalidURI")
	}
	if c.request.Method == http.MethodOptions {
		return c.preflight()
	}
	cross := c.crossOrigin()
	if err := c.authenticate(); err != nil {
		return nil, err
	}
	if cross != nil {
		return nil, cross
	}
	if err := c.dialect.checkKey(c); err != nil {
		return nil, err
	}
	if err := c.route(); err != nil {
		return nil, err
	}
	if err := c.readInput(); err != nil {
		return nil, err
	}
	if owner := c.request.Header.Get(c.dialect.ownerHeader); owner != "" && owner != c.emulator.options.AccountID {
		return nil, c.fault("AccessDenied")
	}
	if err := c.openPayload(); err != nil {
		return nil, err
	}
	if err := c.readDocument(); err != nil {
		return nil, err
	}
	if c.operation.document != nil {
		return c.serveDocument()
	}
	return c.operation.handle(c)
}

func (c *call) fault(code string) *fault { return c.dialect.fault(code) }

// noBucket and noKey are the two most frequent faults.
func (c *call) noBucket() *fault { return c.fault("NoSuchBucket").with("BucketName", c.bucket) }

func (c *call) noKey() *fault { return c.fault("NoSuchKey").with("Key", c.key) }
