// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"testing"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"

	"github.com/seed-40dc4ce0/pail/rest"
)

func TestErrorsAreEqual(t *testing.T) {
	m := published(t)
	shapes := map[string]bool{}
	each(t, m, func(p *pair) {
		p.failure("SlowDown", target{}, http.StatusServiceUnavailable)
		for _, one := range p.operation.Errors {
			sh := m.shape(one)
			status := http.StatusNotFound
			_ = json.Unmarshal(sh.Traits[traitHTTPError], &status)
			p.failure(sh.name(), one, status)
			shapes[sh.ID] = true
		}
	})
	for id, sh := range m.Shapes {
		if sh.Traits.has(traitError) && !shapes[id] {
			t.Errorf("no operation was answered with %s", id)
		}
	}
}

// failed is an error as both clients have it.
type failed struct {
	status                   int
	code, message, requestID string
	kind                     string // of the modelled error
	detail                   any
}

// failure gives both clients an error and compares what they make of it.
func (p *pair) failure(code string, t target, status int) {
	p.t.Helper()
	sh := p.model.shape(t)
	sample := sampler{model: p.model}
	v := sample.structure("", sh)
	if isHead(p.operation) {
		v = record{}
	}
	answer := (&writer{model: p.model}).failure(code, sh, v, status, isHead(p.operation))
	errOurs, errTheirs := p.provoke(p.ours, code, answer), p.provoke(p.theirs, code, answer)
	a, ok := p.readOurs(errOurs, t)
	if !ok {
		p.fault(code, difference{"error", fmt.Sprintf("%T %v", errOurs, errOurs), "an error of the service"})
		return
	}
	b, ok := p.readTheirs(errTheirs, t)
	if !ok {
		p.fault(code, difference{"error", "an error of the service", fmt.Sprintf("%T %v", errTheirs, errTheirs)})
		return
	}
	total.failures++
	compared := map[string][2]any{
		"status": {a.status, b.status}, "code": {a.code, b.code}, "message": {a.message, b.message},
		"request id": {a.requestID, b.requestID}, "type": {a.kind, b.kind}, "detail": {a.detail, b.detail},
	}
	for _, name := range keys(compared) {
		p.fault(code, differences(name, compared[name][0], compared[name][1])...)
	}
	if t.Target != "" {
		p.fault(code, differences("detail against the model", a.detail, any(v))...)
	}
}

// failure writes an error as Amazon S3 does: without a wrapper, and with
// elements that no model has.
func (w *writer) failure(code string, sh *shape, v record, status int, head bool) *answer {
	a := &answer{status: status, header: http.Header{}}
	a.header.Set("X-Amz-Request-Id", "request-id")
	a.header.Set("X-Amz-Id-2", "host-id")
	if head {
		return a
	}
	_, children := w.children(sh, v)
	a.header.Set("Content-Type", "application/xml")
	a.body = []byte(`<?xml version="1.0" encoding="UTF-8"?>` + "\n<Error><Code>" + code + "</Code><Message>What is wrong &lt;é&gt;.</Message>" +
		w.mixed(sh.Type, children) + "<Resource>/example</Resource><RequestId>request-id</RequestId><HostId>host-id</HostId></Error>")
	return a
}

// provoke calls the operation.
func (p *pair) provoke(c *caller, code string, answer *answer) error {
	p.t.Helper()
	c.tap.answer = answer
	least := sampler{model: p.model, mode: required}
	in, err := c.input(p.operation, least.input(p.model.shape(p.operation.Input)))
	if err != nil {
		return err
	}
	out, err := c.call(p.t.Context(), p.operation, in)
	if err == nil {
		return fmt.Errorf("no error for %s", code)
	}
	if out.IsValid() && !out.IsNil() {
		p.fault(code, difference{c.client.Type().String(), "an output beside an error", "none"})
	}
	return err
}

// readOurs reads a *rest.Error.
func (p *pair) readOurs(err error, t target) (failed, bool) {
	var e *rest.Error
	if !errors.As(err, &e) {
		return failed{}, false
	}
	f := failed{status: e.StatusCode, code: e.Code, message: e.Message, requestID: e.RequestID}
	if e.Detail != nil {
		f.kind, f.detail = p.detail(reflect.ValueOf(e.Detail), t)
	}
	return f, true
}

// readTheirs reads an error of aws-sdk-go-v2.
func (p *pair) readTheirs(err error, t target) (failed, bool) {
	var (
		api      smithy.APIError
		response *awshttp.ResponseError
	)
	if !errors.As(err, &api) || !errors.As(err, &response) {
		return failed{}, false
	}
	f := failed{status: response.HTTPStatusCode(), code: api.ErrorCode(), message: api.ErrorMessage(), requestID: response.ServiceRequestID()}
	if _, generic := api.(*smithy.GenericAPIError); !generic {
		f.kind, f.detail = p.detail(reflect.ValueOf(api), t)
	}
	return f, true
}

// detail reads a modelled error, which is a pointer to a structure.
func (p *pair) detail(v reflect.Value, t target) (kind string, detail any) {
	r := reader{model: p.model, stray: func(string, reflect.Value) {}}
	return canonical(v.Type().Elem().Name()), r.read("error", v.Elem(), t, true)
}
