// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/service"
)

// PailPackages are where a [Recorder] finds the methods of pail.
func PailPackages() []string {
	return []string{"github.com/seed-40dc4ce0/pail/bucket", "github.com/seed-40dc4ce0/pail/service"}
}

// pail is the program's bucket as pail sees it.
type pail struct {
	svc *service.Service
	b   *bucket.Bucket
}

// Pail opens the bucket at a place with pail.
func Pail(provider string, at Place) (Store, error) { return open(provider, at) }

func open(provider string, at Place) (*pail, error) {
	cfg := config.Config{
		Provider: provider, Region: at.Server.Region, Credentials: config.Static(at.ID, at.Key, at.Token),
		Transport: at.Transport, Endpoint: at.Server.URL, Addressing: "path", MaxAttempts: 1,
	}
	if at.Virtual {
		cfg.Endpoint, cfg.Addressing = at.Scheme()+"://"+at.Server.Domain, "virtual"
	}
	svc, err := service.New(cfg)
	if err != nil {
		return nil, err
	}
	return &pail{svc: svc, b: svc.Bucket(at.Bucket)}, nil
}

// Failure of pail is a *bucket.Error.
func (s *pail) Failure(err error) (Failure, bool) {
	e, ok := errors.AsType[*bucket.Error](err)
	if !ok {
		return Failure{}, false
	}
	return Failure{Status: e.StatusCode, Code: e.Code, RequestID: e.RequestID}, true
}

// supported is err, or ErrLacks for what the provider lacks.
func supported(err error) error {
	if unsupported, ok := errors.AsType[*bucket.UnsupportedError](err); ok {
		return errors.Join(ErrLacks, unsupported)
	}
	return err
}

func (s *pail) Buckets(ctx context.Context) ([]string, error) {
	out, err := s.svc.ListBuckets(ctx, nil)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, b := range out.Buckets {
		names = append(names, b.Name)
	}
	return names, nil
}

func (s *pail) CreateBucket(ctx context.Context) error {
	_, err := s.b.Create(ctx, nil)
	return err
}

func (s *pail) HeadBucket(ctx context.Context) error {
	_, err := s.b.Head(ctx, nil)
	return err
}

func (s *pail) DeleteBucket(ctx context.Context) error {
	_, err := s.b.Delete(ctx, nil)
	return err
}

func (s *pail) PutCORS(ctx context.Context, rules []Rule) error {
	c := &cors.Configuration{}
	for _, r := range rules {
		rule := cors.Rule{ID: r.ID, AllowedOrigins: r.Origins, AllowedMethods: r.Methods, AllowedHeaders: r.Headers, ExposeHeaders: r.Expose}
		if r.MaxAge != 0 {
			rule.MaxAgeSeconds = &r.MaxAge
		}
		c.Rules = append(c.Rules, rule)
	}
	_, err := s.b.PutCORS(ctx, &bucket.PutCORSInput{Configuration: c})
	return err
}

func (s *pail) GetCORS(ctx context.Context) ([]Rule, error) {
	out, err := s.b.GetCORS(ctx, nil)
	if err != nil {
		return nil, err
	}
	var rules []Rule
	for _, r := range out.Configuration.Rules {
		rule := Rule{ID: r.ID, Origins: r.AllowedOrigins, Methods: r.AllowedMethods, Headers: r.AllowedHeaders, Expose: r.ExposeHeaders}
		if r.MaxAgeSeconds != nil {
			rule.MaxAge = *r.MaxAgeSeconds
		}
		rules = append(rules, rule)
	}
	return rules, nil
}

func (s *pail) DeleteCORS(ctx context.Context) error {
	_, err := s.b.DeleteCORS(ctx, nil)
	return err
}

func (s *pail) PutObject(ctx context.Context, o Object) (string, error) {
	out, err := s.b.PutObject(ctx, &bucket.PutObjectInput{
		Key: o.Key, Body: o.Reader(), ContentLength: new(int64(len(o.Body))), ContentMD5: o.MD5, ContentType: o.ContentType, CacheControl: o.CacheControl,
		ContentDisposition: o.Disposition, ContentEncoding: o.Encoding, ContentLanguage: o.Language, Expires: o.Expires,
		StorageClass: o.Class, Metadata: o.Metadata, IfNoneMatch: o.IfNoneMatch, SSECustomerKey: o.CustomerKey,
	})
	if err != nil {
		return "", supported(err)
	}
	return Unquoted(out.ETag), nil
}

func (s *pail) GetObject(ctx context.Context, r Read) (Object, error) {
	out, err := s.b.GetObject(ctx, &bucket.GetObjectInput{
		Key: r.Key, Range: r.Range, IfMatch: Quoted(r.IfMatch), IfNoneMatch: Quoted(r.IfNoneMatch),
		IfModifiedSince: r.ModifiedSince, IfUnmodifiedSince: r.UnmodifiedSince,
		ResponseContentType: r.ContentType, ResponseContentDisposition: r.Disposition, SSECustomerKey: r.CustomerKey,
	})
	if err != nil {
		return Object{}, supported(err)
	}
	defer out.Body.Close()
	body, err := io.ReadAll(out.Body)
	return Object{
		Key: r.Key, Body: string(body), ETag: Unquoted(out.ETag), Length: out.ContentLength, ContentRange: out.ContentRange,
		ContentType: out.ContentType, CacheControl: out.CacheControl, Disposition: out.ContentDisposition, Encoding: out.ContentEncoding,
		Language: out.ContentLanguage, Expires: out.Expires, Class: out.StorageClass, Metadata: out.Metadata, LastModified: out.LastModified,
	}, err
}

func (s *pail) HeadObject(ctx context.Context, r Read) (Object, error) {
	out, err := s.b.HeadObject(ctx, &bucket.HeadObjectInput{Key: r.Key, SSECustomerKey: r.CustomerKey})
	if err != nil {
		return Object{}, err
	}
	return Object{
		Key: r.Key, ETag: Unquoted(out.ETag), Length: out.ContentLength,
		ContentType: out.ContentType, CacheControl: out.CacheControl, Disposition: out.ContentDisposition, Encoding: out.ContentEncoding,
		Language: out.ContentLanguage, Expires: out.Expires, Class: out.StorageClass, Metadata: out.Metadata, LastModified: out.LastModified,
	}, nil
}

func (s *pail) DeleteObject(ctx context.Context, key string) error {
	_, err := s.b.DeleteObject(ctx, &bucket.DeleteObjectInput{Key: key})
	return err
}

func (s *pail) DeleteObjects(ctx context.Context, keys []string) ([]string, error) {
	in := &bucket.DeleteObjectsInput{}
	for _, key := range keys {
		in.Objects = append(in.Objects, bucket.ObjectIdentifier{Key: key})
	}
	out, err := s.b.DeleteObjects(ctx, in)
	if err != nil {
		return nil, err
	}
	var deleted []string
	for _, o := range out.Deleted {
		deleted = append(deleted, o.Key)
	}
	return deleted, nil
}

func (s *pail) List(ctx context.Context, q Query) (Page, error) {
	in := &bucket.ListObjectsInput{Prefix: q.Prefix, Delimiter: q.Delimiter, PageToken: q.Token}
	if q.Size != 0 {
		in.PageSize = &q.Size
	}
	out, err := s.b.ListObjects(ctx, in)
	if err != nil {
		return Page{}, err
	}
	page := Page{Prefixes: out.CommonPrefixes, More: out.IsTruncated, Token: out.NextPageToken}
	for _, o := range out.Objects {
		page.Objects = append(page.Objects, Object{Key: o.Key, ETag: Unquoted(o.ETag), Length: o.Size, LastModified: o.LastModified})
	}
	return page, nil
}

func (s *pail) Options(ctx context.Context, p Preflight) (Allowed, error) {
	out, err := s.b.OptionsObject(ctx, &bucket.OptionsObjectInput{
		Key: p.Key, Origin: p.Origin, AccessControlRequestMethod: p.Method, AccessControlRequestHeaders: p.Headers,
	})
	if err != nil {
		return Allowed{}, err
	}
	a := Allowed{
		Origin: out.AccessControlAllowOrigin, Methods: out.AccessControlAllowMethods,
		Headers: out.AccessControlAllowHeaders, Expose: out.AccessControlExposeHeaders,
	}
	if out.AccessControlMaxAge != nil {
		a.MaxAge = strconv.Itoa(*out.AccessControlMaxAge)
	}
	return a, nil
}

func (s *pail) Presign(ctx context.Context, p Presign) (*http.Request, error) {
	var in any
	switch p.Method {
	case http.MethodGet:
		in = &bucket.GetObjectInput{Key: p.Key, ResponseContentDisposition: p.Disposition}
	case http.MethodHead:
		in = &bucket.HeadObjectInput{Key: p.Key}
	case http.MethodPut:
		in = &bucket.PutObjectInput{Key: p.Key}
	default:
		in = &bucket.DeleteObjectInput{Key: p.Key}
	}
	signed, err := s.b.Presign(ctx, in, time.Hour)
	if err != nil {
		return nil, err
	}
	return Request(signed.Method, signed.URL, signed.Header)
}

// Request makes a request of what an SDK presigned.
func Request(method, address string, header http.Header) (*http.Request, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	if header == nil {
		header = http.Header{}
	}
	return &http.Request{Method: method, URL: u, Header: header, Host: header.Get("Host")}, nil
}

// Quoted is an entity tag as it is on the wire; "" stays "".
func Quoted(tag string) string {
	if tag == "" {
		return ""
	}
	return `"` + tag + `"`
}

// Unquoted is an entity tag without its quotes.
func Unquoted(tag string) string { return strings.Trim(tag, `"`) }
