// SPDX-License-Identifier: Apache-2.0

package fake

import (
	"slices"
	"strconv"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
)

func (t *turn) putCORS(in *bucket.PutCORSInput) (*bucket.PutCORSOutput, error) {
	st, err := t.lookup(in.ExpectedBucketOwner)
	if err != nil {
		return nil, err
	}
	if refusal := cors.Check(t.service.dialect, in.Configuration); refusal != nil {
		return nil, t.fail(fault{status: 400, code: refusal.Code, message: refusal.Message})
	}
	st.cors = cloneCORS(in.Configuration)
	return &bucket.PutCORSOutput{Response: t.response(200)}, nil
}

func (t *turn) getCORS(in *bucket.GetCORSInput) (*bucket.GetCORSOutput, error) {
	st, err := t.lookup(in.ExpectedBucketOwner)
	switch {
	case err != nil:
		return nil, err
	case st.cors == nil:
		return nil, t.fail(noSuchCORS)
	}
	return &bucket.GetCORSOutput{Configuration: cloneCORS(st.cors), Response: t.response(200)}, nil
}

func (t *turn) deleteCORS(in *bucket.DeleteCORSInput) (*bucket.DeleteCORSOutput, error) {
	st, err := t.lookup(in.ExpectedBucketOwner)
	if err != nil {
		return nil, err
	}
	st.cors = nil
	return &bucket.DeleteCORSOutput{Response: t.response(204)}, nil
}

// cloneCORS copies c down to its last slice, so that neither side of a call
// sees what the other does with its own.
func cloneCORS(c *cors.Configuration) *cors.Configuration {
	clone := *c
	clone.Rules = slices.Clone(c.Rules)
	for i := range clone.Rules {
		r := &clone.Rules[i]
		r.AllowedOrigins = slices.Clone(r.AllowedOrigins)
		r.AllowedMethods = slices.Clone(r.AllowedMethods)
		r.AllowedHeaders = slices.Clone(r.AllowedHeaders)
		r.ExposeHeaders = slices.Clone(r.ExposeHeaders)
		if r.MaxAgeSeconds != nil {
			r.MaxAgeSeconds = new(*r.MaxAgeSeconds)
		}
	}
	return &clone
}

// optionsObject answers a preflight as package cors says that S3 does.
func (t *turn) optionsObject(in *bucket.OptionsObjectInput) (*bucket.OptionsObjectOutput, error) {
	req := cors.Request{Key: in.Key, Origin: in.Origin, Method: in.AccessControlRequestMethod}
	if in.AccessControlRequestHeaders != "" {
		req.Headers = strings.Split(in.AccessControlRequestHeaders, ",")
	}
	var decision cors.Decision
	if st := t.service.buckets[t.bucket]; st != nil {
		decision = cors.Evaluate(t.service.dialect, st.cors, req)
	} else {
		decision = cors.NoBucket(t.service.dialect, req)
	}
	for name, value := range decision.Headers() {
		t.header.Set(name, value)
	}
	if !decision.Allowed {
		e := t.fail(fault{status: decision.Status, code: decision.Code, message: decision.Message})
		e.Method, e.ResourceType = decision.Method, decision.ResourceType
		e.Body = document(e)
		if decision.Status == 403 {
			e.Err = bucket.ErrPreflightDenied
		}
		return nil, e
	}
	out := &bucket.OptionsObjectOutput{
		AccessControlAllowOrigin:      t.header.Get("Access-Control-Allow-Origin"),
		AccessControlAllowMethods:     t.header.Get("Access-Control-Allow-Methods"),
		AccessControlAllowHeaders:     t.header.Get("Access-Control-Allow-Headers"),
		AccessControlExposeHeaders:    t.header.Get("Access-Control-Expose-Headers"),
		AccessControlAllowCredentials: t.header.Get("Access-Control-Allow-Credentials") == "true",
	}
	if age, err := strconv.Atoi(t.header.Get("Access-Control-Max-Age")); err == nil {
		out.AccessControlMaxAge = &age
	}
	out.Response = t.response(decision.Status)
	return out, nil
}
