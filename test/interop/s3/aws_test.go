// SPDX-License-Identifier: Apache-2.0

package s3

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"

	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/test/interop/duet"
)

// amazon is a bucket as aws-sdk-go-v2 sees it.
type amazon struct {
	duet.Lacks

	client  *s3.Client
	presign *s3.PresignClient
	bucket  *string
	note    func(string)
	tls     bool
}

func newAmazon(at duet.Place) *amazon {
	client := s3.New(s3.Options{
		Region:       at.Server.Region,
		Credentials:  config.Static(at.ID, at.Key, at.Token),
		BaseEndpoint: aws.String(endpoint(at)),
		UsePathStyle: !at.Virtual,
		HTTPClient:   &http.Client{Transport: at.Transport},
		Retryer:      aws.NopRetryer{},
		// What its LoadDefaultConfig sets where nobody says otherwise.
		RequestChecksumCalculation: aws.RequestChecksumCalculationWhenSupported,
		ResponseChecksumValidation: aws.ResponseChecksumValidationWhenSupported,
	})
	return &amazon{client: client, presign: s3.NewPresignClient(client, s3.WithPresignExpires(time.Hour)), bucket: &at.Bucket, note: at.Note, tls: at.TLS}
}

func endpoint(at duet.Place) string {
	if at.Virtual {
		return at.Scheme() + "://" + at.Server.Domain
	}
	return at.Server.URL
}

func (s *amazon) Failure(err error) (duet.Failure, bool) {
	said, ok := errors.AsType[smithy.APIError](err)
	if !ok {
		return duet.Failure{}, false
	}
	answer, ok := errors.AsType[*awshttp.ResponseError](err)
	if !ok {
		return duet.Failure{}, false
	}
	return duet.Failure{Status: answer.HTTPStatusCode(), Code: said.ErrorCode(), RequestID: answer.ServiceRequestID()}, true
}

func (s *amazon) Buckets(ctx context.Context) ([]string, error) {
	out, err := s.client.ListBuckets(ctx, &s3.ListBucketsInput{})
	if err != nil {
		return nil, err
	}
	var names []string
	for _, b := range out.Buckets {
		names = append(names, aws.ToString(b.Name))
	}
	return names, nil
}

func (s *amazon) CreateBucket(ctx context.Context) error {
	_, err := s.client.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: s.bucket})
	return err
}

func (s *amazon) HeadBucket(ctx context.Context) error {
	_, err := s.client.HeadBucket(ctx, &s3.HeadBucketInput{Bucket: s.bucket})
	return err
}

func (s *amazon) DeleteBucket(ctx context.Context) error {
	_, err := s.client.DeleteBucket(ctx, &s3.DeleteBucketInput{Bucket: s.bucket})
	return err
}

func (s *amazon) PutCORS(ctx context.Context, rules []duet.Rule) error {
	c := &types.CORSConfiguration{}
	for _, r := range rules {
		rule := types.CORSRule{ID: optional(r.ID), AllowedOrigins: r.Origins, AllowedMethods: r.Methods, AllowedHeaders: r.Headers, ExposeHeaders: r.Expose}
		if r.MaxAge != 0 {
			rule.MaxAgeSeconds = aws.Int32(int32(r.MaxAge))
		}
		c.CORSRules = append(c.CORSRules, rule)
	}
	_, err := s.client.PutBucketCors(ctx, &s3.PutBucketCorsInput{Bucket: s.bucket, CORSConfiguration: c})
	return err
}

func (s *amazon) GetCORS(ctx context.Context) ([]duet.Rule, error) {
	out, err := s.client.GetBucketCors(ctx, &s3.GetBucketCorsInput{Bucket: s.bucket})
	if err != nil {
		return nil, err
	}
	var rules []duet.Rule
	for _, r := range out.CORSRules {
		rules = append(rules, duet.Rule{
			ID: aws.ToString(r.ID), Origins: r.AllowedOrigins, Methods: r.AllowedMethods, Headers: r.AllowedHeaders, Expose: r.ExposeHeaders,
			MaxAge: int(aws.ToInt32(r.MaxAgeSeconds)),
		})
	}
	return rules, nil
}

func (s *amazon) DeleteCORS(ctx context.Context) error {
	_, err := s.client.DeleteBucketCors(ctx, &s3.DeleteBucketCorsInput{Bucket: s.bucket})
	return err
}

// PutObject lacks streams without TLS, which the SDK does not sign.
func (s *amazon) PutObject(ctx context.Context, o duet.Object) (string, error) {
	if o.Stream && !s.tls {
		return "", duet.ErrLacks
	}
	key, digest := duet.CustomerKey(o.CustomerKey)
	out, err := s.client.PutObject(ctx, &s3.PutObjectInput{
		SSECustomerAlgorithm: algorithm(key), SSECustomerKey: optional(key), SSECustomerKeyMD5: optional(digest),
		Bucket: s.bucket, Key: &o.Key, Body: o.Reader(), ContentLength: aws.Int64(int64(len(o.Body))), ContentMD5: optional(o.MD5), ContentType: optional(o.ContentType),
		CacheControl: optional(o.CacheControl), ContentDisposition: optional(o.Disposition), ContentEncoding: optional(o.Encoding),
		ContentLanguage: optional(o.Language), Expires: moment(o.Expires), StorageClass: types.StorageClass(o.Class), Metadata: o.Metadata,
		IfNoneMatch: optional(o.IfNoneMatch),
	})
	if err != nil {
		return "", err
	}
	return duet.Unquoted(aws.ToString(out.ETag)), nil
}

func (s *amazon) GetObject(ctx context.Context, r duet.Read) (duet.Object, error) {
	key, digest := duet.CustomerKey(r.CustomerKey)
	out, err := s.client.GetObject(ctx, &s3.GetObjectInput{
		SSECustomerAlgorithm: algorithm(key), SSECustomerKey: optional(key), SSECustomerKeyMD5: optional(digest),
		Bucket: s.bucket, Key: &r.Key, Range: optional(r.Range), IfMatch: optional(duet.Quoted(r.IfMatch)), IfNoneMatch: optional(duet.Quoted(r.IfNoneMatch)),
		IfModifiedSince: moment(r.ModifiedSince), IfUnmodifiedSince: moment(r.UnmodifiedSince),
		ResponseContentType: optional(r.ContentType), ResponseContentDisposition: optional(r.Disposition),
	})
	if err != nil {
		return duet.Object{}, err
	}
	defer out.Body.Close()
	body, err := io.ReadAll(out.Body)
	return duet.Object{
		Key: r.Key, Body: string(body), ETag: duet.Unquoted(aws.ToString(out.ETag)), Length: aws.ToInt64(out.ContentLength),
		ContentRange: aws.ToString(out.ContentRange), ContentType: aws.ToString(out.ContentType), CacheControl: aws.ToString(out.CacheControl),
		Disposition: aws.ToString(out.ContentDisposition), Encoding: aws.ToString(out.ContentEncoding), Language: aws.ToString(out.ContentLanguage),
		Expires: parsed(aws.ToString(out.ExpiresString)), Class: string(out.StorageClass), Metadata: nonempty(out.Metadata),
		LastModified: aws.ToTime(out.LastModified),
	}, err
}

func (s *amazon) HeadObject(ctx context.Context, r duet.Read) (duet.Object, error) {
	key, digest := duet.CustomerKey(r.CustomerKey)
	out, err := s.client.HeadObject(ctx, &s3.HeadObjectInput{
		Bucket: s.bucket, Key: &r.Key, SSECustomerAlgorithm: algorithm(key), SSECustomerKey: optional(key), SSECustomerKeyMD5: optional(digest),
	})
	if err != nil {
		return duet.Object{}, err
	}
	return duet.Object{
		Key: r.Key, ETag: duet.Unquoted(aws.ToString(out.ETag)), Length: aws.ToInt64(out.ContentLength),
		ContentType: aws.ToString(out.ContentType), CacheControl: aws.ToString(out.CacheControl),
		Disposition: aws.ToString(out.ContentDisposition), Encoding: aws.ToString(out.ContentEncoding), Language: aws.ToString(out.ContentLanguage),
		Expires: parsed(aws.ToString(out.ExpiresString)), Class: string(out.StorageClass), Metadata: nonempty(out.Metadata),
		LastModified: aws.ToTime(out.LastModified),
	}, nil
}

func (s *amazon) DeleteObject(ctx context.Context, key string) error {
	_, err := s.client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: s.bucket, Key: &key})
	return err
}

func (s *amazon) DeleteObjects(ctx context.Context, keys []string) ([]string, error) {
	in := &s3.DeleteObjectsInput{Bucket: s.bucket, Delete: &types.Delete{}}
	for _, key := range keys {
		in.Delete.Objects = append(in.Delete.Objects, types.ObjectIdentifier{Key: &key})
	}
	out, err := s.client.DeleteObjects(ctx, in)
	if err != nil {
		return nil, err
	}
	var deleted []string
	for _, o := range out.Deleted {
		deleted = append(deleted, aws.ToString(o.Key))
	}
	return deleted, nil
}

func (s *amazon) List(ctx context.Context, q duet.Query) (duet.Page, error) {
	in := &s3.ListObjectsV2Input{Bucket: s.bucket, Prefix: optional(q.Prefix), Delimiter: optional(q.Delimiter), ContinuationToken: optional(q.Token)}
	if q.Size != 0 {
		in.MaxKeys = aws.Int32(int32(q.Size))
	}
	out, err := s.client.ListObjectsV2(ctx, in)
	if err != nil {
		return duet.Page{}, err
	}
	page := duet.Page{More: aws.ToBool(out.IsTruncated), Token: aws.ToString(out.NextContinuationToken)}
	for _, o := range out.Contents {
		page.Objects = append(page.Objects, duet.Object{
			Key: aws.ToString(o.Key), ETag: duet.Unquoted(aws.ToString(o.ETag)), Length: aws.ToInt64(o.Size), LastModified: aws.ToTime(o.LastModified),
		})
	}
	for _, p := range out.CommonPrefixes {
		page.Prefixes = append(page.Prefixes, aws.ToString(p.Prefix))
	}
	return page, nil
}

func (s *amazon) PutTags(ctx context.Context, key string, tags map[string]string) error {
	in := &s3.PutObjectTaggingInput{Bucket: s.bucket, Key: &key, Tagging: &types.Tagging{TagSet: []types.Tag{}}}
	for k, v := range tags {
		in.Tagging.TagSet = append(in.Tagging.TagSet, types.Tag{Key: &k, Value: &v})
	}
	_, err := s.client.PutObjectTagging(ctx, in)
	return err
}

func (s *amazon) GetTags(ctx context.Context, key string) (map[string]string, error) {
	out, err := s.client.GetObjectTagging(ctx, &s3.GetObjectTaggingInput{Bucket: s.bucket, Key: &key})
	if err != nil {
		return nil, err
	}
	tags := map[string]string{}
	for _, t := range out.TagSet {
		tags[aws.ToString(t.Key)] = aws.ToString(t.Value)
	}
	return tags, nil
}

func (s *amazon) DeleteTags(ctx context.Context, key string) error {
	_, err := s.client.DeleteObjectTagging(ctx, &s3.DeleteObjectTaggingInput{Bucket: s.bucket, Key: &key})
	return err
}
