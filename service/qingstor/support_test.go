// SPDX-License-Identifier: Apache-2.0

package qingstor_test

import (
	"bytes"
	"flag"
	"io"
	"maps"
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws/retry"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Whose requests these are.
const (
	accessKeyID = "QSEXAMPLE"
	secretKey   = "QSCANARYSECRET"
)

// canned answers every request with one document, and keeps what it was sent.
type canned struct {
	status     int // 0 is 200
	kind, body string
	header     http.Header // further ones
	requests   []*http.Request
	bodies     []string
}

func (c *canned) last() *http.Request { return c.requests[len(c.requests)-1] }

func (c *canned) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
		_ = r.Body.Close()
	}
	c.requests, c.bodies = append(c.requests, r), append(c.bodies, string(body))
	status := c.status
	if status == 0 {
		status = http.StatusOK
	}
	h := http.Header{"X-Qs-Request-Id": {"aa08cf7a43f611e5886952542e6ce14b"}}
	if c.kind != "" {
		h.Set("Content-Type", c.kind)
	}
	maps.Copy(h, c.header)
	return &http.Response{
		StatusCode: status, Status: strconv.Itoa(status) + " " + http.StatusText(status), Header: h, Request: r,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Body: io.NopCloser(bytes.NewReader([]byte(c.body))), ContentLength: int64(len(c.body)),
	}, nil
}

// settings are those of a user of QingStor; addressing "" is the default.
func settings(transport http.RoundTripper, addressing string) config.Config {
	return config.Config{
		Provider: "qingstor", Region: "pek3b", Addressing: addressing, Transport: transport, UserAgent: "test/1.0",
		Credentials: config.Static(accessKeyID, secretKey, ""),
	}
}

// connect makes the service of settings; it does not wait between attempts.
func connect(t *testing.T, cfg config.Config) *service.Service {
	t.Helper()
	svc, err := service.New(cfg, service.WithRetryer(retry.NewStandard(func(o *retry.StandardOptions) {
		o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
	})))
	if err != nil {
		t.Fatal(err)
	}
	return svc
}

// open is a bucket of connect's.
func open(t *testing.T, transport http.RoundTripper) *bucket.Bucket {
	t.Helper()
	return connect(t, settings(transport, "")).Bucket("photos")
}
