// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"context"
	"errors"
	"net/http"
)

// ErrLacks is returned by the methods of a [Store] that its SDK has no call
// for. The step is then not compared.
var ErrLacks = errors.New("the SDK has no such call")

// Store is one bucket, as one SDK sees it. Its methods turn the program's plain
// values into the SDK's and back; they add nothing.
type Store interface {
	// Buckets are the names of the buckets of the account.
	Buckets(ctx context.Context) ([]string, error)
	CreateBucket(ctx context.Context) error
	HeadBucket(ctx context.Context) error
	DeleteBucket(ctx context.Context) error

	PutCORS(ctx context.Context, rules []Rule) error
	GetCORS(ctx context.Context) ([]Rule, error)
	DeleteCORS(ctx context.Context) error

	// PutObject returns the entity tag.
	PutObject(ctx context.Context, o Object) (string, error)
	GetObject(ctx context.Context, r Read) (Object, error)
	HeadObject(ctx context.Context, r Read) (Object, error)
	DeleteObject(ctx context.Context, key string) error
	// DeleteObjects returns the keys that were deleted, as the answer has them.
	DeleteObjects(ctx context.Context, keys []string) ([]string, error)
	List(ctx context.Context, q Query) (Page, error)
	// Options sends a preflight.
	Options(ctx context.Context, p Preflight) (Allowed, error)

	PutTags(ctx context.Context, key string, tags map[string]string) error
	GetTags(ctx context.Context, key string) (map[string]string, error)
	DeleteTags(ctx context.Context, key string) error

	// Append returns the position of the next append.
	Append(ctx context.Context, o Object, position int64) (int64, error)
	Move(ctx context.Context, from, to string) error
	// Fetch has the store get a document of the web.
	Fetch(ctx context.Context, key, source string) error
	Statistics(ctx context.Context) (Statistics, error)

	// Presign makes a request that anybody may send within an hour, its body
	// aside.
	Presign(ctx context.Context, p Presign) (*http.Request, error)

	// Failure is what the store said, from the SDK's own type of error; false
	// when err is of another type.
	Failure(err error) (Failure, bool)
}

// Lacks is a Store that lacks everything, to be embedded.
type Lacks struct{}

// Buckets returns ErrLacks, as all methods of Lacks do.
func (Lacks) Buckets(context.Context) ([]string, error) { return nil, ErrLacks }

// CreateBucket returns ErrLacks.
func (Lacks) CreateBucket(context.Context) error { return ErrLacks }

// HeadBucket returns ErrLacks.
func (Lacks) HeadBucket(context.Context) error { return ErrLacks }

// DeleteBucket returns ErrLacks.
func (Lacks) DeleteBucket(context.Context) error { return ErrLacks }

// PutCORS returns ErrLacks.
func (Lacks) PutCORS(context.Context, []Rule) error { return ErrLacks }

// GetCORS returns ErrLacks.
func (Lacks) GetCORS(context.Context) ([]Rule, error) { return nil, ErrLacks }

// DeleteCORS returns ErrLacks.
func (Lacks) DeleteCORS(context.Context) error { return ErrLacks }

// PutObject returns ErrLacks.
func (Lacks) PutObject(context.Context, Object) (string, error) { return "", ErrLacks }

// GetObject returns ErrLacks.
func (Lacks) GetObject(context.Context, Read) (Object, error) { return Object{}, ErrLacks }

// HeadObject returns ErrLacks.
func (Lacks) HeadObject(context.Context, Read) (Object, error) { return Object{}, ErrLacks }

// DeleteObject returns ErrLacks.
func (Lacks) DeleteObject(context.Context, string) error { return ErrLacks }

// DeleteObjects returns ErrLacks.
func (Lacks) DeleteObjects(context.Context, []string) ([]string, error) { return nil, ErrLacks }

// List returns ErrLacks.
func (Lacks) List(context.Context, Query) (Page, error) { return Page{}, ErrLacks }

// Options returns ErrLacks.
func (Lacks) Options(context.Context, Preflight) (Allowed, error) { return Allowed{}, ErrLacks }

// PutTags returns ErrLacks.
func (Lacks) PutTags(context.Context, string, map[string]string) error { return ErrLacks }

// GetTags returns ErrLacks.
func (Lacks) GetTags(context.Context, string) (map[string]string, error) { return nil, ErrLacks }

// DeleteTags returns ErrLacks.
func (Lacks) DeleteTags(context.Context, string) error { return ErrLacks }

// Append returns ErrLacks.
func (Lacks) Append(context.Context, Object, int64) (int64, error) { return 0, ErrLacks }

// Move returns ErrLacks.
func (Lacks) Move(context.Context, string, string) error { return ErrLacks }

// Fetch returns ErrLacks.
func (Lacks) Fetch(context.Context, string, string) error { return ErrLacks }

// Statistics returns ErrLacks.
func (Lacks) Statistics(context.Context) (Statistics, error) { return Statistics{}, ErrLacks }

// Presign returns ErrLacks.
func (Lacks) Presign(context.Context, Presign) (*http.Request, error) { return nil, ErrLacks }
