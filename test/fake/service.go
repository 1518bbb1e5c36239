// SPDX-License-Identifier: Apache-2.0

package fake

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/internal/call"
	"github.com/seed-40dc4ce0/pail/internal/pipeline"
	"github.com/seed-40dc4ce0/pail/service/s3"
)

// Provider is the id that errors of this package carry.
const Provider = "fake"

// Owner is the account that owns every bucket: what ExpectedBucketOwner must
// name, and what listings show.
const Owner = "123456789012"

// Service is an object store in memory. It implements service.API, and is
// safe for concurrent use.
type Service struct {
	now       func() time.Time
	region    string
	pageLimit int
	hooks     []Hook
	requests  atomic.Int64

	dialect    string // the provider whose answers are given
	operations map[string]pipeline.Operation

	mu      sync.Mutex
	buckets map[string]*state
}

// state is one bucket that exists, guarded by the service's mutex.
type state struct {
	region  string
	created time.Time
	cors    *cors.Configuration // nil when unset; never changed once here
	objects map[string]*object
}

// New returns the bucket called name, which exists and is empty, in a service
// of its own.
func New(name string, opts ...Option) *bucket.Bucket {
	s := NewService(opts...)
	s.buckets[name] = s.newState(s.region)
	return s.Bucket(name)
}

// NewService returns a service without buckets.
func NewService(opts ...Option) *Service {
	provider := s3.Provider()
	s := &Service{
		now: time.Now, region: provider.DefaultRegion, pageLimit: maxPage,
		dialect: provider.ID, operations: byName(provider.Operations, beyond()), buckets: make(map[string]*state),
	}
	for _, opt := range opts {
		opt(s)
	}
	return s
}

func (s *Service) newState(region string) *state {
	return &state{region: region, created: s.clock(), objects: make(map[string]*object)}
}

// clock is the time as this service writes it down.
func (s *Service) clock() time.Time { return s.now().UTC().Truncate(time.Second) }

// Bucket returns the bucket called name, whether or not it exists; its Create
// makes it exist.
func (s *Service) Bucket(name string) *bucket.Bucket { return bucket.New(invoker{s}, name) }

// ListBuckets lists the buckets that exist, by name.
func (s *Service) ListBuckets(ctx context.Context, in *bucket.ListBucketsInput, opts ...bucket.Option) (*bucket.ListBucketsOutput, error) {
	return call.Typed[bucket.ListBucketsInput, bucket.ListBucketsOutput](ctx, invoker{s}, "ListBuckets", "", in, opts)
}

// invoker is the service as the client of its buckets.
type invoker struct{ service *Service }

// Invoke implements [call.Invoker].
func (i invoker) Invoke(ctx context.Context, inv *call.Invocation) (any, error) {
	s := i.service
	t := &turn{
		service: s, op: inv.Operation, bucket: inv.Bucket,
		header: http.Header{}, requestID: requestID(s.requests.Add(1)),
	}
	c := &bucket.Call{Provider: Provider, Region: s.region, Operation: inv.Operation, Bucket: inv.Bucket, Input: inv.Input}
	for _, hook := range s.hooks {
		if err := hook(ctx, c); err != nil {
			return nil, err
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, t.noAnswer(err)
	}
	if err := t.begin(inv); err != nil {
		return nil, err
	}
	return t.run(ctx, inv.Input)
}

// run gives an input to its operation.
func (t *turn) run(ctx context.Context, input any) (any, error) {
	if in, ok := input.(*bucket.PutObjectInput); ok {
		return output(t.putObject(ctx, in)) // reads the body before it locks
	}
	t.service.mu.Lock()
	defer t.service.mu.Unlock()
	switch in := input.(type) {
	case *bucket.ListBucketsInput:
		return t.listBuckets(in), nil
	case *bucket.CreateInput:
		return output(t.create(in))
	case *bucket.HeadInput:
		return output(t.head(in))
	case *bucket.DeleteInput:
		return output(t.delete(in))
	case *bucket.PutCORSInput:
		return output(t.putCORS(in))
	case *bucket.GetCORSInput:
		return output(t.getCORS(in))
	case *bucket.DeleteCORSInput:
		return output(t.deleteCORS(in))
	case *bucket.OptionsObjectInput:
		return output(t.optionsObject(in))
	case *bucket.GetObjectInput:
		return output(t.getObject(ctx, in))
	case *bucket.HeadObjectInput:
		return output(t.headObject(in))
	case *bucket.DeleteObjectInput:
		return output(t.deleteObject(in))
	case *bucket.DeleteObjectsInput:
		return output(t.deleteObjects(in))
	case *bucket.PutObjectTaggingInput:
		return output(t.putObjectTagging(in))
	case *bucket.GetObjectTaggingInput:
		return output(t.getObjectTagging(in))
	case *bucket.DeleteObjectTaggingInput:
		return output(t.deleteObjectTagging(in))
	case *bucket.ListObjectsInput:
		return output(t.listObjects(in))
	case *bucket.MoveObjectInput:
		return output(t.moveObject(in))
	case *bucket.GetStatisticsInput:
		return output(t.getStatistics(in))
	default:
		return nil, &bucket.UnsupportedError{Op: t.op, Provider: Provider}
	}
}

// output drops the pointer to an output that there is none of.
func output[O any](out *O, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return out, nil
}

// lookup finds the turn's bucket, if it exists and belongs to expectedOwner.
func (t *turn) lookup(expectedOwner string) (*state, error) {
	st := t.service.buckets[t.bucket]
	switch {
	case st == nil:
		return nil, t.fail(noSuchBucket)
	case expectedOwner != "" && expectedOwner != Owner:
		return nil, t.fail(accessDenied)
	}
	return st, nil
}

// isBucketName reports whether S3 would let a bucket be called so
// ("General purpose bucket naming rules", Amazon S3 User Guide).
func isBucketName(name string) bool {
	if len(name) < 3 || len(name) > 63 || strings.Contains(name, "..") {
		return false
	}
	for i := range len(name) {
		c := name[i]
		alphanumeric := 'a' <= c && c <= 'z' || '0' <= c && c <= '9'
		edge := i == 0 || i == len(name)-1
		if !alphanumeric && (edge || c != '-' && c != '.') {
			return false
		}
	}
	return strings.Trim(name, "0123456789.") != "" || strings.Count(name, ".") != 3
}
