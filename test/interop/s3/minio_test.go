// SPDX-License-Identifier: Apache-2.0

package s3

import (
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/cors"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/minio/minio-go/v7/pkg/encrypt"
	"github.com/minio/minio-go/v7/pkg/tags"

	"github.com/seed-40dc4ce0/pail/test/interop/duet"
)

// mini is a bucket as minio-go sees it.
type mini struct {
	duet.Lacks

	client *minio.Client
	core   minio.Core
	bucket string
	note   func(string)
}

func newMini(at duet.Place) (*mini, error) {
	u, err := url.Parse(endpoint(at))
	if err != nil {
		return nil, err
	}
	o := &minio.Options{
		Creds: credentials.NewStaticV4(at.ID, at.Key, at.Token), Secure: at.TLS, Region: at.Server.Region, Transport: at.Transport,
		BucketLookup: minio.BucketLookupPath, MaxRetries: 1, TrailingHeaders: true,
	}
	if at.Virtual {
		o.BucketLookup = minio.BucketLookupDNS
	}
	client, err := minio.New(u.Host, o)
	if err != nil {
		return nil, err
	}
	return &mini{client: client, core: minio.Core{Client: client}, bucket: at.Bucket, note: at.Note}, nil
}

func TestMinio(t *testing.T) {
	duet.Run(t, duet.Vendor{
		Name: "minio-go", Module: "github.com/minio/minio-go/v7", Plan: plan(), Settings: settings(),
		Packages: []string{"github.com/minio/minio-go/v7"},
		Open:     func(at duet.Place) (duet.Store, error) { return newMini(at) },
		Clients: func(at duet.Place) ([]any, error) {
			m, err := newMini(at)
			if err != nil {
				return nil, err
			}
			return []any{m.client, m.core}, nil
		},
		OnlyTheirs: map[string]string{
			"header X-Amz-Checksum-Algorithm": "it names an algorithm wherever it frames a body", "header X-Amz-Trailer": "the program asks for one",
			"query fetch-owner": "it asks for owners, unless it is told not to",
		},
		OnlyOurs:   preflights(map[string]string{"header Accept-Encoding": "pail asks for the bytes as they are stored"}),
		Understood: understood(),
	})
}

// understood are the calls of minio-go that end in an operation of the program,
// or are no more than one for a store that is not MinIO.
func understood() map[string]string {
	const (
		same      = "another door to an operation of the program"
		extension = "a parameter of MinIO's own; S3 takes no notice of parameters that it does not know"
	)
	all := map[string]string{
		"Client.PutObjectFanOut": "a POST form, which is no signed request: refused as anonymous",
		"Core.ListObjects":       "the first version of the listing, which the emulator serves beside the model",
	}
	for _, name := range []string{
		"FGetObject", "FPutObject", "ListObjects", "ListObjectsIter", "ListUnsorted", "RemoveBucketWithOptions", "PutObjectsSnowball",
	} {
		all["Client."+name] = same
	}
	for _, name := range []string{
		"CancelBucketReplicationResync", "CheckBucketReplication", "DeleteBucketInventoryConfiguration", "GenerateInventoryConfigYAML",
		"GetBucketInventoryConfiguration", "GetBucketInventoryJobStatus", "GetBucketQOS", "GetBucketQOSMetrics", "GetBucketReplicationMetrics",
		"GetBucketReplicationMetricsV2", "GetBucketReplicationResyncStatus", "ListBucketInventoryConfigurations",
		"ListBucketInventoryConfigurationsIterator", "ListDirectoryBuckets", "ListenBucketNotification", "ListenNotification",
		"PutBucketInventoryConfiguration", "ResetBucketReplication", "ResetBucketReplicationOnTarget", "SetBucketQOS",
	} {
		all["Client."+name] = extension
	}
	return all
}

func (s *mini) Failure(err error) (duet.Failure, bool) {
	said, ok := errors.AsType[minio.ErrorResponse](err)
	if !ok {
		return duet.Failure{}, false
	}
	return duet.Failure{Status: said.StatusCode, Code: said.Code, RequestID: said.RequestID}, true
}

func (s *mini) Buckets(ctx context.Context) ([]string, error) {
	buckets, err := s.client.ListBuckets(ctx)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, b := range buckets {
		names = append(names, b.Name)
	}
	return names, nil
}

func (s *mini) CreateBucket(ctx context.Context) error {
	return s.client.MakeBucket(ctx, s.bucket, minio.MakeBucketOptions{})
}

// HeadBucket lacks an error for a bucket that is not there: BucketExists says
// false.
func (s *mini) HeadBucket(ctx context.Context) error {
	exists, err := s.client.BucketExists(ctx, s.bucket)
	if err == nil && !exists {
		return duet.ErrLacks
	}
	return err
}

func (s *mini) DeleteBucket(ctx context.Context) error { return s.client.RemoveBucket(ctx, s.bucket) }

func (s *mini) PutCORS(ctx context.Context, rules []duet.Rule) error {
	var all []cors.Rule
	for _, r := range rules {
		all = append(all, cors.Rule{
			ID: r.ID, AllowedOrigin: r.Origins, AllowedMethod: r.Methods, AllowedHeader: r.Headers, ExposeHeader: r.Expose, MaxAgeSeconds: r.MaxAge,
		})
	}
	return s.client.SetBucketCors(ctx, s.bucket, cors.NewConfig(all))
}

// GetCORS lacks an error for rules that are not there: GetBucketCors returns
// none.
func (s *mini) GetCORS(ctx context.Context) ([]duet.Rule, error) {
	c, err := s.client.GetBucketCors(ctx, s.bucket)
	switch {
	case err != nil:
		return nil, err
	case c == nil:
		return nil, duet.ErrLacks
	}
	var rules []duet.Rule
	for _, r := range c.CORSRules {
		rules = append(rules, duet.Rule{
			ID: r.ID, Origins: r.AllowedOrigin, Methods: r.AllowedMethod, Headers: r.AllowedHeader, Expose: r.ExposeHeader, MaxAge: r.MaxAgeSeconds,
		})
	}
	return rules, nil
}

func (s *mini) DeleteCORS(ctx context.Context) error {
	return s.client.SetBucketCors(ctx, s.bucket, nil)
}

// PutObject has a parameter for the digest in its core alone.
func (s *mini) PutObject(ctx context.Context, o duet.Object) (string, error) {
	sse, err := s.encryption(o.CustomerKey)
	if err != nil {
		return "", err
	}
	options := minio.PutObjectOptions{
		ContentType: o.ContentType, CacheControl: o.CacheControl, ContentDisposition: o.Disposition, ContentEncoding: o.Encoding,
		ContentLanguage: o.Language, Expires: o.Expires, StorageClass: o.Class, UserMetadata: maps.Clone(o.Metadata), // it writes into the map
		ServerSideEncryption: sse,
	}
	if o.IfNoneMatch != "" {
		options.SetMatchETagExcept(o.IfNoneMatch)
	}
	if o.Stream {
		options.Checksum = minio.ChecksumCRC32C // goes into a trailer
	}
	body, size := o.Reader(), int64(len(o.Body))
	var info minio.UploadInfo
	if o.MD5 != "" {
		info, err = s.core.PutObject(ctx, s.bucket, o.Key, body, size, o.MD5, "", options)
	} else {
		info, err = s.client.PutObject(ctx, s.bucket, o.Key, body, size, options)
	}
	return info.ETag, err
}

// GetObject reads with the core where the headers of the answer matter: it
// alone shows Content-Range, and does not ask twice.
func (s *mini) GetObject(ctx context.Context, r duet.Read) (duet.Object, error) {
	sse, err := s.encryption(r.CustomerKey)
	if err != nil {
		return duet.Object{}, err
	}
	options := minio.GetObjectOptions{ServerSideEncryption: sse}
	for name, value := range map[string]string{
		"Range": r.Range, "If-Match": duet.Quoted(r.IfMatch), "If-None-Match": duet.Quoted(r.IfNoneMatch),
		"If-Modified-Since": header(r.ModifiedSince), "If-Unmodified-Since": header(r.UnmodifiedSince),
	} {
		if value != "" {
			options.Set(name, value)
		}
	}
	if r.ContentType != "" {
		options.SetReqParam("response-content-type", r.ContentType)
	}
	if r.Disposition != "" {
		options.SetReqParam("response-content-disposition", r.Disposition)
	}
	if r == (duet.Read{Key: r.Key}) {
		return s.whole(ctx, r.Key)
	}
	reader, info, answer, err := s.core.GetObject(ctx, s.bucket, r.Key, options)
	if err != nil {
		return duet.Object{}, err
	}
	defer reader.Close()
	body, err := io.ReadAll(reader)
	o := described(r.Key, info)
	o.Body, o.ContentRange = string(body), answer.Get("Content-Range")
	return o, err
}

// encryption is a key of the caller's.
func (s *mini) encryption(key string) (encrypt.ServerSide, error) {
	if key == "" {
		return nil, nil
	}
	return encrypt.NewSSEC([]byte(key))
}

// whole reads an object to its end, after which the SDK knows all of it but the
// size.
func (s *mini) whole(ctx context.Context, key string) (duet.Object, error) {
	object, err := s.client.GetObject(ctx, s.bucket, key, minio.GetObjectOptions{})
	if err != nil {
		return duet.Object{}, err
	}
	defer object.Close()
	body, err := io.ReadAll(object)
	if err != nil {
		return duet.Object{}, err
	}
	info, err := object.Stat()
	o := described(key, info)
	o.Body, o.Length = string(body), int64(len(body))
	return o, err
}

func (s *mini) HeadObject(ctx context.Context, r duet.Read) (duet.Object, error) {
	sse, err := s.encryption(r.CustomerKey)
	if err != nil {
		return duet.Object{}, err
	}
	info, err := s.client.StatObject(ctx, s.bucket, r.Key, minio.StatObjectOptions{ServerSideEncryption: sse})
	return described(r.Key, info), err
}

// described is what minio-go knows of an object. It keeps some of the answer's
// headers as they are, and spells names of metadata as HTTP does.
func described(key string, info minio.ObjectInfo) duet.Object {
	o := duet.Object{
		Key: key, ETag: info.ETag, Length: info.Size, ContentType: info.ContentType, CacheControl: info.Metadata.Get("Cache-Control"),
		Disposition: info.Metadata.Get("Content-Disposition"), Encoding: info.Metadata.Get("Content-Encoding"),
		Language: info.Metadata.Get("Content-Language"), Class: info.Metadata.Get("X-Amz-Storage-Class"),
		Expires: info.Expires, LastModified: info.LastModified, Metadata: map[string]string{},
	}
	for name, value := range info.UserMetadata {
		o.Metadata[strings.ToLower(name)] = value
	}
	return o
}

func (s *mini) DeleteObject(ctx context.Context, key string) error {
	return s.client.RemoveObject(ctx, s.bucket, key, minio.RemoveObjectOptions{})
}

func (s *mini) DeleteObjects(ctx context.Context, keys []string) ([]string, error) {
	results, err := s.client.RemoveObjectsWithIter(ctx, s.bucket, func(yield func(minio.ObjectInfo) bool) {
		for _, key := range keys {
			if !yield(minio.ObjectInfo{Key: key}) {
				return
			}
		}
	}, minio.RemoveObjectsOptions{})
	if err != nil {
		return nil, err
	}
	var deleted []string
	for result := range results {
		if result.Err != nil {
			return nil, result.Err
		}
		deleted = append(deleted, result.ObjectName)
	}
	return deleted, nil
}

func (s *mini) List(ctx context.Context, q duet.Query) (duet.Page, error) {
	out, err := s.core.ListObjectsV2(s.bucket, q.Prefix, "", q.Token, q.Delimiter, q.Size)
	if err != nil {
		return duet.Page{}, err
	}
	page := duet.Page{More: out.IsTruncated, Token: out.NextContinuationToken}
	for _, o := range out.Contents {
		page.Objects = append(page.Objects, duet.Object{Key: o.Key, ETag: duet.Unquoted(o.ETag), Length: o.Size, LastModified: o.LastModified})
	}
	for _, p := range out.CommonPrefixes {
		page.Prefixes = append(page.Prefixes, p.Prefix)
	}
	return page, nil
}

func (s *mini) PutTags(ctx context.Context, key string, all map[string]string) error {
	t, err := tags.NewTags(all, true)
	if err != nil {
		return err
	}
	return s.client.PutObjectTagging(ctx, s.bucket, key, t, minio.PutObjectTaggingOptions{})
}

func (s *mini) GetTags(ctx context.Context, key string) (map[string]string, error) {
	t, err := s.client.GetObjectTagging(ctx, s.bucket, key, minio.GetObjectTaggingOptions{})
	if err != nil {
		return nil, err
	}
	return t.ToMap(), nil
}

func (s *mini) DeleteTags(ctx context.Context, key string) error {
	return s.client.RemoveObjectTagging(ctx, s.bucket, key, minio.RemoveObjectTaggingOptions{})
}

func (s *mini) Presign(ctx context.Context, p duet.Presign) (*http.Request, error) {
	s.note("Client.Presign")
	query := url.Values{}
	if p.Disposition != "" {
		query.Set("response-content-disposition", p.Disposition)
	}
	u, err := s.client.Presign(ctx, p.Method, s.bucket, p.Key, time.Hour, query)
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
