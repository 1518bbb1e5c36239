// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"net/http"
	"time"
)

// call is one request on its way.
type call struct {
	emulator *Emulator
	dialect  *dialect
	writer   http.ResponseWriter
	request  *http.Request
	ids      ids
	now      time.Time

	bucket, key string
	virtual     bool // the host names the bucket
	query       query
	anonymous   bool
	operation   *operation
	in          record
	payload     *payload
	body        []byte // the document as it came
}

// handler serves one operation.
type handler func(*call) (*answer, error)

// ids are what a store calls one answer; "" where it has no such id.
type ids struct{ request, host, trace string }

func (e *Emulator) newCall(w http.ResponseWriter, r *http.Request) *call {
	c := &call{emulator: e, dialect: e.dialect, writer: w, request: r, now: e.options.Now().UTC()}
	// Ids are distinct, look like a store's, and depend on nothing but the
	// clock and the number of requests so far.
	c.ids = e.dialect.ids(e.requests.Add(1), c.now)
	h := w.Header()
	h.Set("Server", e.dialect.server)
	h.Set("Date", c.now.Format(httpDate))
	setHeader(h, e.dialect.provider.RequestIDHeader, c.ids.request)
	setHeader(h, e.dialect.provider.HostIDHeader, c.ids.host)
	return c
}

// serve goes the way of every request: where to, preflight, who, which rule,
// what, and then the operation itself.
func (c *call) serve() (*answer, error) {
	okAddress := c.address()
	var okQuery bool
	c.query, okQuery = parseQuery(c.request.URL.RawQuery)
	if !okAddress || !okQuery {
		return nil, c.fault("InvalidURI")
	}
	if err := c.redirect(); err != nil {
		return nil, err
	}
	if c.dialect.virtualOnly && !c.virtual && !c.emulator.options.PathStyle && c.bucket != "" {
		return nil, c.fault("PathStyleDomainForbidden")
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
	if c.dialect.check != nil {
		if err := c.dialect.check(c); err != nil {
			return nil, err
		}
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
