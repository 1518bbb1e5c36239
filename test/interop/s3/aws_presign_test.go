// SPDX-License-Identifier: Apache-2.0

package s3

import (
	"context"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/seed-40dc4ce0/pail/test/interop/duet"
)

func (s *amazon) Presign(ctx context.Context, p duet.Presign) (*http.Request, error) {
	var signed *v4.PresignedHTTPRequest
	var err error
	switch p.Method {
	case http.MethodGet:
		s.note("PresignClient.PresignGetObject")
		signed, err = s.presign.PresignGetObject(ctx, &s3.GetObjectInput{Bucket: s.bucket, Key: &p.Key, ResponseContentDisposition: optional(p.Disposition)})
	case http.MethodHead:
		s.note("PresignClient.PresignHeadObject")
		signed, err = s.presign.PresignHeadObject(ctx, &s3.HeadObjectInput{Bucket: s.bucket, Key: &p.Key})
	case http.MethodPut:
		s.note("PresignClient.PresignPutObject")
		signed, err = s.presign.PresignPutObject(ctx, &s3.PutObjectInput{Bucket: s.bucket, Key: &p.Key})
	default:
		s.note("PresignClient.PresignDeleteObject")
		signed, err = s.presign.PresignDeleteObject(ctx, &s3.DeleteObjectInput{Bucket: s.bucket, Key: &p.Key})
	}
	if err != nil {
		return nil, err
	}
	return duet.Request(signed.Method, signed.URL, signed.SignedHeader)
}

// algorithm is that of SSE-C, when there is a key.
func algorithm(key string) *string {
	if key == "" {
		return nil
	}
	return aws.String("AES256")
}

// optional is a pointer to text, nil to none.
func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return aws.Time(t)
}

// parsed is the time of a header; zero when there is none.
func parsed(text string) time.Time {
	t, err := http.ParseTime(text)
	if err != nil {
		return time.Time{}
	}
	return t
}

// nonempty makes no difference between no metadata and none at all.
func nonempty(m map[string]string) map[string]string {
	if len(m) == 0 {
		return nil
	}
	return m
}
