// SPDX-License-Identifier: Apache-2.0

package qingstor

import (
	"context"
	"net/http"

	"github.com/qingstor/qingstor-sdk-go/v4/request"
	"github.com/qingstor/qingstor-sdk-go/v4/service"

	"github.com/seed-40dc4ce0/pail/test/interop/duet"
)

// Presign lacks virtual hosts: the SDK signs the query there as if the bucket
// were in the path.
func (s *four) Presign(_ context.Context, p duet.Presign) (*http.Request, error) {
	if s.at.Virtual {
		return nil, duet.ErrLacks
	}
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
