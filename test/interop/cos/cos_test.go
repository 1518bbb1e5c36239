// SPDX-License-Identifier: Apache-2.0

package cos

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tencentyun/cos-go-sdk-v5"

	"github.com/seed-40dc4ce0/pail/test/interop/duet"
)

func TestCOS(t *testing.T) {
	duet.Run(t, duet.Vendor{
		Name: "cos-go-sdk-v5", Module: "github.com/tencentyun/cos-go-sdk-v5",
		Packages: []string{"github.com/tencentyun/cos-go-sdk-v5"},
		Plan: duet.Plan{
			Provider: "cos", Bucket: "pail-interop-", Suffix: "-1234567890",
			Origins: []string{"https://app.example", "https://other.example"}, IDs: true,
			Attributes: duet.Object{
				ContentType: "text/plain; charset=utf-8", CacheControl: "max-age=60", Disposition: `attachment; filename="a b.txt"`, Encoding: "br",
				Language: "en", Class: "STANDARD_IA", Expires: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC),
				Metadata: map[string]string{"owner": "interop", "two-words": "two words"},
			},
			Keys: []string{"a//b", "/leading", "dir/../up", "./dot"},
		},
		Settings: []duet.Setting{
			{Name: "plain", Virtual: true},
			{Name: "TLS, session token", TLS: true, Virtual: true, Token: true},
		},
		Open: func(at duet.Place) (duet.Store, error) { return newTencent(at) },
		Clients: func(at duet.Place) ([]any, error) {
			s, err := newTencent(at)
			if err != nil {
				return nil, err
			}
			c := s.client
			return []any{c.Service, c.Bucket, c.Object, c.Batch, c.CI, c.MetaInsight, c.Vector}, nil
		},
		Refusals:   map[string]string{"PathStyleDomainForbidden": "the host is that of another service"},
		OnlyOurs:   map[string]string{"header Accept-Encoding": "pail asks for the bytes as they are stored"},
		Understood: understood(),
	})
}

// understood are the calls that end in an operation of the program.
func understood() map[string]string {
	const (
		same    = "another door to an operation of the program"
		unknown = "a parameter that COS takes no notice of without the service that it belongs to"
		bare    = "without the options that the survey does not make up it is no more than a GET or a PUT of the key"
		host    = "GET / at a host that the emulator takes for that of the service"
	)
	return map[string]string{
		"BucketService.IsExist": same, "ObjectService.IsExist": same, "ObjectService.Download": same, "ObjectService.GetToFile": same,
		"ObjectService.MultiUpload": same, "ObjectService.Upload": same, "ObjectService.PutFromFile": same,
		"ObjectService.UploadWithPicOperations": bare, "CIService.GetFileHash": bare, "CIService.ImageAuditing": bare, "CIService.CIDocCompare": bare,
		"CIService.Put": same, "CIService.PutFromFile": same, "CIService.Get": unknown, "CIService.GetToFile": unknown, "CIService.GetCIService": host,
	}
}

// tencent is a bucket as cos-go-sdk-v5 sees it.
type tencent struct {
	duet.Lacks

	client *cos.Client
	at     duet.Place
}

func newTencent(at duet.Place) (*tencent, error) {
	bucket, err := cos.NewBucketURL(at.Bucket, at.Server.Region, at.TLS)
	if err != nil {
		return nil, err
	}
	host := func(name string) *url.URL { return &url.URL{Scheme: at.Scheme(), Host: name} }
	region := "." + at.Server.Region + ".myqcloud.com"
	client := cos.NewClient(&cos.BaseURL{
		BucketURL: bucket, ServiceURL: host("service.cos.myqcloud.com"),
		BatchURL: host("1234567890.cos-control" + region), CIURL: host(at.Bucket + ".ci" + region), FetchURL: host("cos" + region),
		MetaInsightURL: host("1234567890.ci" + region), VectorURL: host("vectors.cos" + region),
	}, &http.Client{Transport: &cos.AuthorizationTransport{
		SecretID: at.ID, SecretKey: at.Key, SessionToken: at.Token, Transport: at.Transport,
	}})
	client.Conf.RetryOpt.Count = 1
	return &tencent{client: client, at: at}, nil
}

func (s *tencent) Failure(err error) (duet.Failure, bool) {
	said, ok := cos.IsCOSError(err)
	if !ok || said.Response == nil {
		return duet.Failure{}, false
	}
	f := duet.Failure{Status: said.Response.StatusCode, Code: said.Code, RequestID: said.RequestID}
	if f.RequestID == "" { // a refusal without a document; the SDK prints the header's too
		f.RequestID = said.Response.Header.Get("X-Cos-Request-Id")
	}
	return f, true
}

func (s *tencent) Buckets(ctx context.Context) ([]string, error) {
	out, _, err := s.client.Service.Get(ctx)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, b := range out.Buckets {
		names = append(names, b.Name)
	}
	return names, nil
}

func (s *tencent) CreateBucket(ctx context.Context) error {
	_, err := s.client.Bucket.Put(ctx, nil)
	return err
}

func (s *tencent) HeadBucket(ctx context.Context) error {
	_, err := s.client.Bucket.Head(ctx)
	return err
}

func (s *tencent) DeleteBucket(ctx context.Context) error {
	_, err := s.client.Bucket.Delete(ctx)
	return err
}

func (s *tencent) PutCORS(ctx context.Context, rules []duet.Rule) error {
	options := &cos.BucketPutCORSOptions{}
	for _, r := range rules {
		options.Rules = append(options.Rules, cos.BucketCORSRule{
			ID: r.ID, AllowedOrigins: r.Origins, AllowedMethods: r.Methods, AllowedHeaders: r.Headers, ExposeHeaders: r.Expose, MaxAgeSeconds: r.MaxAge,
		})
	}
	_, err := s.client.Bucket.PutCORS(ctx, options)
	return err
}

func (s *tencent) GetCORS(ctx context.Context) ([]duet.Rule, error) {
	out, _, err := s.client.Bucket.GetCORS(ctx)
	if err != nil {
		return nil, err
	}
	var rules []duet.Rule
	for _, r := range out.Rules {
		rules = append(rules, duet.Rule{
			ID: r.ID, Origins: r.AllowedOrigins, Methods: r.AllowedMethods, Headers: r.AllowedHeaders, Expose: r.ExposeHeaders, MaxAge: r.MaxAgeSeconds,
		})
	}
	return rules, nil
}

func (s *tencent) DeleteCORS(ctx context.Context) error {
	_, err := s.client.Bucket.DeleteCORS(ctx)
	return err
}

func (s *tencent) PutObject(ctx context.Context, o duet.Object) (string, error) {
	if o.IfNoneMatch != "" {
		return "", duet.ErrLacks
	}
	options := headers(o)
	if o.Stream {
		options.ContentLength = int64(len(o.Body))
	}
	answer, err := s.client.Object.Put(ctx, o.Key, o.Reader(), &cos.ObjectPutOptions{ObjectPutHeaderOptions: options})
	if err != nil {
		return "", err
	}
	return duet.Unquoted(answer.Header.Get("ETag")), nil
}

// headers are an object's attributes as the SDK takes them.
func headers(o duet.Object) *cos.ObjectPutHeaderOptions {
	h := &cos.ObjectPutHeaderOptions{
		ContentMD5: o.MD5, ContentType: o.ContentType, CacheControl: o.CacheControl, ContentDisposition: o.Disposition, ContentEncoding: o.Encoding,
		ContentLanguage: o.Language, Expires: header(o.Expires), XCosStorageClass: o.Class,
	}
	h.XCosSSECustomerAglo, h.XCosSSECustomerKey, h.XCosSSECustomerKeyMD5 = encryption(o.CustomerKey)
	if len(o.Metadata) > 0 {
		h.XCosMetaXXX = &http.Header{}
		for name, value := range o.Metadata {
			h.XCosMetaXXX.Set("x-cos-meta-"+name, value)
		}
	}
	return h
}

// encryption is a key of the caller's as the SDK wants it.
func encryption(key string) (algorithm, encoded, digest string) {
	if key == "" {
		return "", "", ""
	}
	encoded, digest = duet.CustomerKey(key)
	return "AES256", encoded, digest
}

func (s *tencent) GetObject(ctx context.Context, r duet.Read) (duet.Object, error) {
	options := &cos.ObjectGetOptions{
		ResponseContentType: r.ContentType, ResponseContentDisposition: r.Disposition, Range: r.Range, IfModifiedSince: header(r.ModifiedSince),
		XOptionHeader: &http.Header{},
	}
	for name, value := range map[string]string{
		"If-Match": duet.Quoted(r.IfMatch), "If-None-Match": duet.Quoted(r.IfNoneMatch), "If-Unmodified-Since": header(r.UnmodifiedSince),
	} {
		if value != "" {
			options.XOptionHeader.Set(name, value)
		}
	}
	options.XCosSSECustomerAglo, options.XCosSSECustomerKey, options.XCosSSECustomerKeyMD5 = encryption(r.CustomerKey)
	answer, err := s.client.Object.Get(ctx, r.Key, options)
	if err != nil {
		return duet.Object{}, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	o := described(r.Key, answer)
	o.Body, o.ContentRange = string(body), answer.Header.Get("Content-Range")
	return o, err
}

func (s *tencent) HeadObject(ctx context.Context, r duet.Read) (duet.Object, error) {
	options := &cos.ObjectHeadOptions{}
	options.XCosSSECustomerAglo, options.XCosSSECustomerKey, options.XCosSSECustomerKeyMD5 = encryption(r.CustomerKey)
	answer, err := s.client.Object.Head(ctx, r.Key, options)
	if err != nil {
		return duet.Object{}, err
	}
	return described(r.Key, answer), nil
}

// described is what the SDK makes of an answer: nothing but its headers.
func described(key string, answer *cos.Response) duet.Object {
	h := answer.Header
	o := duet.Object{
		Key: key, ETag: duet.Unquoted(h.Get("ETag")), Length: answer.ContentLength, ContentType: h.Get("Content-Type"), CacheControl: h.Get("Cache-Control"),
		Disposition: h.Get("Content-Disposition"), Encoding: h.Get("Content-Encoding"), Language: h.Get("Content-Language"),
		Class: h.Get("X-Cos-Storage-Class"), Expires: parsed(h.Get("Expires")), LastModified: parsed(h.Get("Last-Modified")), Metadata: map[string]string{},
	}
	for name := range h {
		if name, ok := strings.CutPrefix(strings.ToLower(name), "x-cos-meta-"); ok {
			o.Metadata[name] = h.Get("x-cos-meta-" + name)
		}
	}
	return o
}

func (s *tencent) DeleteObject(ctx context.Context, key string) error {
	_, err := s.client.Object.Delete(ctx, key)
	return err
}

func (s *tencent) DeleteObjects(ctx context.Context, keys []string) ([]string, error) {
	options := &cos.ObjectDeleteMultiOptions{}
	for _, key := range keys {
		options.Objects = append(options.Objects, cos.Object{Key: key})
	}
	out, _, err := s.client.Object.DeleteMulti(ctx, options)
	if err != nil {
		return nil, err
	}
	var deleted []string
	for _, o := range out.DeletedObjects {
		deleted = append(deleted, o.Key)
	}
	if len(out.Errors) > 0 {
		return nil, errors.New(out.Errors[0].Code)
	}
	return deleted, nil
}

func (s *tencent) List(ctx context.Context, q duet.Query) (duet.Page, error) {
	out, _, err := s.client.Bucket.Get(ctx, &cos.BucketGetOptions{Prefix: q.Prefix, Delimiter: q.Delimiter, Marker: q.Token, MaxKeys: q.Size, EncodingType: "url"})
	if err != nil {
		return duet.Page{}, err
	}
	page := duet.Page{More: out.IsTruncated}
	page.Token, _ = cos.DecodeURIComponent(out.NextMarker)
	for _, o := range out.Contents {
		key, err := cos.DecodeURIComponent(o.Key)
		if err != nil {
			return duet.Page{}, err
		}
		modified, _ := time.Parse(time.RFC3339, o.LastModified)
		page.Objects = append(page.Objects, duet.Object{Key: key, ETag: duet.Unquoted(o.ETag), Length: o.Size, LastModified: modified})
	}
	for _, p := range out.CommonPrefixes {
		prefix, err := cos.DecodeURIComponent(p)
		if err != nil {
			return duet.Page{}, err
		}
		page.Prefixes = append(page.Prefixes, prefix)
	}
	return page, nil
}

func (s *tencent) Options(ctx context.Context, p duet.Preflight) (duet.Allowed, error) {
	answer, err := s.client.Object.Options(ctx, p.Key, &cos.ObjectOptionsOptions{
		Origin: p.Origin, AccessControlRequestMethod: p.Method, AccessControlRequestHeaders: p.Headers,
	})
	if err != nil {
		return duet.Allowed{}, err
	}
	h := answer.Header
	return duet.Allowed{
		Origin: h.Get("Access-Control-Allow-Origin"), Methods: h.Get("Access-Control-Allow-Methods"), Headers: h.Get("Access-Control-Allow-Headers"),
		Expose: h.Get("Access-Control-Expose-Headers"), MaxAge: h.Get("Access-Control-Max-Age"),
	}, nil
}

func (s *tencent) PutTags(ctx context.Context, key string, tags map[string]string) error {
	options := &cos.ObjectPutTaggingOptions{}
	for k, v := range tags {
		options.TagSet = append(options.TagSet, cos.ObjectTaggingTag{Key: k, Value: v})
	}
	_, err := s.client.Object.PutTagging(ctx, key, options)
	return err
}

func (s *tencent) GetTags(ctx context.Context, key string) (map[string]string, error) {
	out, _, err := s.client.Object.GetTagging(ctx, key)
	if err != nil {
		return nil, err
	}
	tags := map[string]string{}
	for _, t := range out.TagSet {
		tags[t.Key] = t.Value
	}
	return tags, nil
}

func (s *tencent) DeleteTags(ctx context.Context, key string) error {
	_, err := s.client.Object.DeleteTagging(ctx, key)
	return err
}

func (s *tencent) Append(ctx context.Context, o duet.Object, position int64) (int64, error) {
	next, _, err := s.client.Object.Append(ctx, o.Key, int(position), strings.NewReader(o.Body), &cos.ObjectPutOptions{ObjectPutHeaderOptions: headers(o)})
	return int64(next), err
}

// Presign uses each of the SDK's three ways.
func (s *tencent) Presign(ctx context.Context, p duet.Presign) (*http.Request, error) {
	var u *url.URL
	var err error
	switch p.Method {
	case http.MethodGet:
		s.at.Note("ObjectService.GetPresignedURL")
		query := url.Values{}
		if p.Disposition != "" {
			query.Set("response-content-disposition", p.Disposition)
		}
		if s.at.Token != "" {
			query.Set("x-cos-security-token", s.at.Token)
		}
		u, err = s.client.Object.GetPresignedURL(ctx, p.Method, p.Key, s.at.ID, s.at.Key, time.Hour, &cos.PresignedURLOptions{Query: &query})
	case http.MethodHead:
		s.at.Note("ObjectService.GetPresignedURL2")
		u, err = s.client.Object.GetPresignedURL2(ctx, p.Method, p.Key, time.Hour, nil)
	default:
		s.at.Note("ObjectService.GetPresignedURL3")
		u, err = s.client.Object.GetPresignedURL3(ctx, p.Method, p.Key, time.Hour, nil)
	}
	if err != nil {
		return nil, err
	}
	return duet.Request(p.Method, u.String(), nil)
}

func header(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(http.TimeFormat)
}

// parsed is the time of a header; zero when there is none.
func parsed(text string) time.Time {
	t, err := http.ParseTime(text)
	if err != nil {
		return time.Time{}
	}
	return t
}
