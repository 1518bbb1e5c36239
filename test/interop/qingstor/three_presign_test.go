// SPDX-License-Identifier: Apache-2.0

package qingstor

import (
	"context"
	"net/http"

	"github.com/yunify/qingstor-sdk-go/v3/request"
	"github.com/yunify/qingstor-sdk-go/v3/service"

	"github.com/seed-40dc4ce0/pail/test/interop/duet"
)

func (s *three) Presign(_ context.Context, p duet.Presign) (*http.Request, error) {
	var r *request.Request
	var err error
	switch p.Method {
	case http.MethodGet:
		s.at.Note("Bucket.GetObjectRequest")
		r, _, err = s.bucket.GetObjectRequest(p.Key, &service.GetObjectInput{ResponseContentDisposition: optional(p.Disposition)})
	case http.MethodHead:
		s.at.Note("Bucket.HeadObjectRequest")
		r, _, err = s.bucket.HeadObjectRequest(p.Key, nil)
	case http.MethodPut:
		s.at.Note("Bucket.PutObjectRequest")
		r, _, err = s.bucket.PutObjectRequest(p.Key, nil)
	default:
		s.at.Note("Bucket.DeleteObjectRequest")
		r, _, err = s.bucket.DeleteObjectRequest(p.Key)
	}
	if err != nil {
		return nil, err
	}
	if err := r.Build(); err != nil {
		return nil, err
	}
	if err := r.SignQuery(3600); err != nil {
		return nil, err
	}
	return duet.Request(p.Method, r.HTTPRequest.URL.String(), nil)
}
