// SPDX-License-Identifier: Apache-2.0

package qingstor

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/qingstor/qingstor-sdk-go/v4/config"
	sdkerrors "github.com/qingstor/qingstor-sdk-go/v4/request/errors"
	"github.com/qingstor/qingstor-sdk-go/v4/service"

	"github.com/seed-40dc4ce0/pail/test/interop/duet"
)

func TestVersionFour(t *testing.T) {
	duet.Run(t, duet.Vendor{
		Name: "qingstor-sdk-go/v4", Module: "github.com/qingstor/qingstor-sdk-go/v4", Plan: plan(),
		Packages: []string{"github.com/qingstor/qingstor-sdk-go/v4/service"},
		Settings: []duet.Setting{
			{Name: "plain, path style"},
			{Name: "TLS, path style", TLS: true},
			{Name: "plain, virtual hosts", Virtual: true},
			{Name: "TLS, virtual hosts", TLS: true, Virtual: true},
		},
		Open: func(at duet.Place) (duet.Store, error) { return newFour(at) },
		Clients: func(at duet.Place) ([]any, error) {
			s, err := newFour(at)
			if err != nil {
				return nil, err
			}
			return []any{s.service, s.bucket}, nil
		},
		OnlyOurs:   map[string]string{"header Accept-Encoding": "pail asks for the bytes as they are stored"},
		Understood: doubles(&service.Service{}, &service.Bucket{}),
	})
}

// four is a bucket as qingstor-sdk-go/v4 sees it.
type four struct {
	duet.Lacks

	service *service.Service
	bucket  *service.Bucket
	at      duet.Place
}

func newFour(at duet.Place) (*four, error) {
	c, err := config.New(at.ID, at.Key)
	if err != nil {
		return nil, err
	}
	c.Host, c.Port, c.Protocol = "qingstor.com", port(at), at.Scheme()
	c.Connection = &http.Client{Transport: at.Transport}
	c.DisableURICleaning, c.EnableVirtualHostStyle = true, at.Virtual
	s := &four{at: at}
	if s.service, err = service.Init(c); err != nil {
		return nil, err
	}
	s.bucket, err = s.service.Bucket(at.Bucket, at.Server.Region)
	return s, err
}

func (s *four) Failure(err error) (duet.Failure, bool) {
	said, ok := errors.AsType[*sdkerrors.QingStorError](err)
	if !ok {
		return duet.Failure{}, false
	}
	return duet.Failure{Status: said.StatusCode, Code: said.Code, RequestID: said.RequestID}, true
}

// Buckets lacks virtual hosts: there the SDK signs the first label of any host,
// qingstor, as a bucket.
func (s *four) Buckets(ctx context.Context) ([]string, error) {
	if s.at.Virtual {
		return nil, duet.ErrLacks
	}
	out, err := s.service.ListBucketsWithContext(ctx, nil)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, b := range out.Buckets {
		names = append(names, service.StringValue(b.Name))
	}
	return names, nil
}

func (s *four) CreateBucket(ctx context.Context) error {
	_, err := s.bucket.PutWithContext(ctx)
	return err
}

func (s *four) HeadBucket(ctx context.Context) error {
	_, err := s.bucket.HeadWithContext(ctx)
	return err
}

func (s *four) DeleteBucket(ctx context.Context) error {
	_, err := s.bucket.DeleteWithContext(ctx)
	return err
}

func (s *four) PutCORS(ctx context.Context, rules []duet.Rule) error {
	in := &service.PutBucketCORSInput{}
	for _, r := range rules {
		in.CORSRules = append(in.CORSRules, &service.CORSRuleType{
			AllowedOrigin: &r.Origins[0], AllowedMethods: service.StringSlice(r.Methods), AllowedHeaders: service.StringSlice(r.Headers),
			ExposeHeaders: service.StringSlice(r.Expose), MaxAgeSeconds: number(r.MaxAge),
		})
	}
	_, err := s.bucket.PutCORSWithContext(ctx, in)
	return err
}

func (s *four) GetCORS(ctx context.Context) ([]duet.Rule, error) {
	out, err := s.bucket.GetCORSWithContext(ctx)
	if err != nil {
		return nil, err
	}
	var rules []duet.Rule
	for _, r := range out.CORSRules {
		rules = append(rules, duet.Rule{
			Origins: []string{service.StringValue(r.AllowedOrigin)}, Methods: texts(r.AllowedMethods), Headers: texts(r.AllowedHeaders),
			Expose: texts(r.ExposeHeaders), MaxAge: service.IntValue(r.MaxAgeSeconds),
		})
	}
	return rules, nil
}

func (s *four) DeleteCORS(ctx context.Context) error {
	_, err := s.bucket.DeleteCORSWithContext(ctx)
	return err
}

func (s *four) PutObject(ctx context.Context, o duet.Object) (string, error) {
	if o.IfNoneMatch != "" {
		return "", duet.ErrLacks
	}
	in := &service.PutObjectInput{
		Body: o.Reader(), ContentLength: new(int64(len(o.Body))), ContentMD5: optional(o.MD5), ContentType: optional(o.ContentType),
		CacheControl: optional(o.CacheControl), ContentEncoding: optional(o.Encoding), XQSStorageClass: optional(o.Class), XQSMetaData: metadata(o.Metadata),
	}
	in.XQSEncryptionCustomerAlgorithm, in.XQSEncryptionCustomerKey, in.XQSEncryptionCustomerKeyMD5 = encryption(o.CustomerKey)
	out, err := s.bucket.PutObjectWithContext(ctx, o.Key, in)
	if err != nil {
		return "", err
	}
	return duet.Unquoted(service.StringValue(out.ETag)), nil
}

// GetObject finds refusals among the successes: the SDK takes 304 and 412 for
// such and leaves the document, if any, unread.
func (s *four) GetObject(ctx context.Context, r duet.Read) (duet.Object, error) {
	in := &service.GetObjectInput{
		Range: optional(r.Range), IfMatch: optional(duet.Quoted(r.IfMatch)), IfNoneMatch: optional(duet.Quoted(r.IfNoneMatch)),
		IfModifiedSince: moment(r.ModifiedSince), IfUnmodifiedSince: moment(r.UnmodifiedSince),
		ResponseContentType: optional(r.ContentType), ResponseContentDisposition: optional(r.Disposition),
	}
	in.XQSEncryptionCustomerAlgorithm, in.XQSEncryptionCustomerKey, in.XQSEncryptionCustomerKeyMD5 = encryption(r.CustomerKey)
	out, err := s.bucket.GetObjectWithContext(ctx, r.Key, in)
	if err != nil {
		return duet.Object{}, err
	}
	defer out.Close()
	body, err := io.ReadAll(out.Body)
	if err != nil {
		return duet.Object{}, err
	}
	if status := service.IntValue(out.StatusCode); status >= http.StatusMultipleChoices {
		return duet.Object{}, unnoticed(status, service.StringValue(out.RequestID), body)
	}
	return duet.Object{
		Key: r.Key, Body: string(body), ETag: duet.Unquoted(service.StringValue(out.ETag)), Length: service.Int64Value(out.ContentLength),
		ContentRange: service.StringValue(out.ContentRange), ContentType: service.StringValue(out.ContentType),
		CacheControl: service.StringValue(out.CacheControl), Disposition: service.StringValue(out.ContentDisposition),
		Encoding: service.StringValue(out.ContentEncoding), Language: service.StringValue(out.ContentLanguage),
		Class: service.StringValue(out.XQSStorageClass), Metadata: plainNames(out.XQSMetaData), LastModified: service.TimeValue(out.LastModified),
	}, nil
}

func (s *four) HeadObject(ctx context.Context, r duet.Read) (duet.Object, error) {
	in := &service.HeadObjectInput{}
	in.XQSEncryptionCustomerAlgorithm, in.XQSEncryptionCustomerKey, in.XQSEncryptionCustomerKeyMD5 = encryption(r.CustomerKey)
	out, err := s.bucket.HeadObjectWithContext(ctx, r.Key, in)
	if err != nil {
		return duet.Object{}, err
	}
	return duet.Object{
		Key: r.Key, ETag: duet.Unquoted(service.StringValue(out.ETag)), Length: service.Int64Value(out.ContentLength),
		ContentType: service.StringValue(out.ContentType), Class: service.StringValue(out.XQSStorageClass), Metadata: plainNames(out.XQSMetaData),
		LastModified: service.TimeValue(out.LastModified),
	}, nil
}

func (s *four) DeleteObject(ctx context.Context, key string) error {
	_, err := s.bucket.DeleteObjectWithContext(ctx, key)
	return err
}

func (s *four) DeleteObjects(ctx context.Context, keys []string) ([]string, error) {
	in := &service.DeleteMultipleObjectsInput{}
	for _, key := range keys {
		in.Objects = append(in.Objects, &service.KeyType{Key: &key})
	}
	out, err := s.bucket.DeleteMultipleObjectsWithContext(ctx, in)
	if err != nil {
		return nil, err
	}
	var deleted []string
	for _, o := range out.Deleted {
		deleted = append(deleted, service.StringValue(o.Key))
	}
	return deleted, nil
}

func (s *four) List(ctx context.Context, q duet.Query) (duet.Page, error) {
	out, err := s.bucket.ListObjectsWithContext(ctx, &service.ListObjectsInput{
		Prefix: optional(q.Prefix), Delimiter: optional(q.Delimiter), Marker: optional(q.Token), Limit: number(q.Size),
	})
	if err != nil {
		return duet.Page{}, err
	}
	page := duet.Page{More: service.BoolValue(out.HasMore), Token: service.StringValue(out.NextMarker), Prefixes: texts(out.CommonPrefixes)}
	for _, o := range out.Keys {
		page.Objects = append(page.Objects, duet.Object{
			Key: service.StringValue(o.Key), ETag: duet.Unquoted(service.StringValue(o.Etag)), Length: service.Int64Value(o.Size),
			LastModified: time.Unix(int64(service.IntValue(o.Modified)), 0),
		})
	}
	return page, nil
}

func (s *four) Options(ctx context.Context, p duet.Preflight) (duet.Allowed, error) {
	out, err := s.bucket.OptionsObjectWithContext(ctx, p.Key, &service.OptionsObjectInput{
		Origin: &p.Origin, AccessControlRequestMethod: &p.Method, AccessControlRequestHeaders: optional(p.Headers),
	})
	if err != nil {
		return duet.Allowed{}, err
	}
	return duet.Allowed{
		Origin: service.StringValue(out.AccessControlAllowOrigin), Methods: service.StringValue(out.AccessControlAllowMethods),
		Headers: service.StringValue(out.AccessControlAllowHeaders), Expose: service.StringValue(out.AccessControlExposeHeaders),
		MaxAge: service.StringValue(out.AccessControlMaxAge),
	}, nil
}

func (s *four) Append(ctx context.Context, o duet.Object, position int64) (int64, error) {
	out, err := s.bucket.AppendObjectWithContext(ctx, o.Key, &service.AppendObjectInput{
		Position: &position, Body: strings.NewReader(o.Body), ContentLength: new(int64(len(o.Body))), ContentType: optional(o.ContentType),
	})
	if err != nil {
		return 0, err
	}
	return service.Int64Value(out.XQSNextAppendPosition), nil
}

func (s *four) Move(ctx context.Context, from, to string) error {
	_, err := s.bucket.PutObjectWithContext(ctx, to, &service.PutObjectInput{XQSMoveSource: optional("/" + s.at.Bucket + "/" + from)})
	return err
}

func (s *four) Fetch(ctx context.Context, key, source string) error {
	_, err := s.bucket.PutObjectWithContext(ctx, key, &service.PutObjectInput{XQSFetchSource: &source})
	return err
}

func (s *four) Statistics(ctx context.Context) (duet.Statistics, error) {
	out, err := s.bucket.GetStatisticsWithContext(ctx)
	if err != nil {
		return duet.Statistics{}, err
	}
	return duet.Statistics{Count: service.Int64Value(out.Count), Size: service.Int64Value(out.Size)}, nil
}
