// SPDX-License-Identifier: Apache-2.0

package sabotage

import (
	"context"
	"errors"
	"io"
	"net/url"
	"path"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
)

// Bugs are mistakes that SDKs were seen to make, each small.
func Bugs() []Bug {
	return []Bug{
		{"drops the range", "GetObject/answers the first bytes", func(b bucket.API) bucket.API { return dropsRange{b} }},
		{"writes keys in lower case", "ListObjects/takes a key with upper case", keys(strings.ToLower)},
		{"cleans keys like paths", "ListObjects/takes a key with two slashes", keys(path.Clean)},
		{"cuts blanks off keys", "ListObjects/takes a key with a blank at its end", keys(strings.TrimSpace)},
		{"decodes keys once more", "ListObjects/takes a key with an escaped slash", keys(unescaped)},
		{"stops after the first page", "ListObjects/pages by PageSize and joins without loss", func(b bucket.API) bucket.API { return firstPage{b} }},
		{"ignores the page token", "ListObjects/pages by PageSize and joins without loss", func(b bucket.API) bucket.API { return samePage{b} }},
		{"swallows errors", "HeadObject/infers that there is no such key", func(b bucket.API) bucket.API { return swallows{b} }},
		{"forgets what kind an error is", "GetObject/says that there is no such key", func(b bucket.API) bucket.API { return flattens{b} }},
		{"gives an output beside an error", "GetObject/says that there is no such key", func(b bucket.API) bucket.API { return both{b} }},
		{"drops the metadata", "PutObject/keeps the metadata", func(b bucket.API) bucket.API { return dropsMetadata{b} }},
		{"ignores conditions on writing", "PutObject/does not replace when IfNoneMatch is *", func(b bucket.API) bucket.API { return overwrites{b} }},
		{"cuts off large objects", "PutObject/stores more than five megabytes", func(b bucket.API) bucket.API { return cutsOff{b} }},
		{"takes a denied preflight for an allowed one", "OptionsObject/denies an origin that no rule has", func(b bucket.API) bucket.API { return allowsAll{b} }},
		{"cannot send a MaxAgeSeconds of zero", "PutCORS/keeps every origin of every rule", func(b bucket.API) bucket.API { return omitsZero{b} }},
		{"deletes only the first of many", "DeleteObjects/removes what it names and nothing else", func(b bucket.API) bucket.API { return deletesOne{b} }},
		{"panics on a nil input", "GetObject/takes a nil input for an empty one", func(b bucket.API) bucket.API { return panics{b} }},
	}
}

type dropsRange struct{ bucket.API }

func (b dropsRange) GetObject(ctx context.Context, in *bucket.GetObjectInput, opts ...bucket.Option) (*bucket.GetObjectOutput, error) {
	if in != nil {
		in = clone(in)
		in.Range = ""
	}
	return b.API.GetObject(ctx, in, opts...)
}

type firstPage struct{ bucket.API }

func (b firstPage) ListObjects(ctx context.Context, in *bucket.ListObjectsInput, opts ...bucket.Option) (*bucket.ListObjectsOutput, error) {
	out, err := b.API.ListObjects(ctx, in, opts...)
	if err == nil {
		out.IsTruncated, out.NextPageToken = false, ""
	}
	return out, err
}

type samePage struct{ bucket.API }

func (b samePage) ListObjects(ctx context.Context, in *bucket.ListObjectsInput, opts ...bucket.Option) (*bucket.ListObjectsOutput, error) {
	in = clone(in)
	in.PageToken = ""
	return b.API.ListObjects(ctx, in, opts...)
}

type swallows struct{ bucket.API }

func (b swallows) HeadObject(ctx context.Context, in *bucket.HeadObjectInput, opts ...bucket.Option) (*bucket.HeadObjectOutput, error) {
	out, err := b.API.HeadObject(ctx, in, opts...)
	if err != nil {
		return &bucket.HeadObjectOutput{}, nil //nolint:nilerr // this is the bug
	}
	return out, nil
}

type flattens struct{ bucket.API }

func (b flattens) GetObject(ctx context.Context, in *bucket.GetObjectInput, opts ...bucket.Option) (*bucket.GetObjectOutput, error) {
	out, err := b.API.GetObject(ctx, in, opts...)
	if err != nil {
		return nil, errors.New(err.Error())
	}
	return out, nil
}

type both struct{ bucket.API }

func (b both) GetObject(ctx context.Context, in *bucket.GetObjectInput, opts ...bucket.Option) (*bucket.GetObjectOutput, error) {
	out, err := b.API.GetObject(ctx, in, opts...)
	if err != nil {
		out = &bucket.GetObjectOutput{}
	}
	return out, err
}

type dropsMetadata struct{ bucket.API }

func (b dropsMetadata) PutObject(ctx context.Context, in *bucket.PutObjectInput, opts ...bucket.Option) (*bucket.PutObjectOutput, error) {
	in = clone(in)
	in.Metadata = nil
	return b.API.PutObject(ctx, in, opts...)
}

type overwrites struct{ bucket.API }

func (b overwrites) PutObject(ctx context.Context, in *bucket.PutObjectInput, opts ...bucket.Option) (*bucket.PutObjectOutput, error) {
	in = clone(in)
	in.IfMatch, in.IfNoneMatch = "", ""
	return b.API.PutObject(ctx, in, opts...)
}

type cutsOff struct{ bucket.API }

func (b cutsOff) GetObject(ctx context.Context, in *bucket.GetObjectInput, opts ...bucket.Option) (*bucket.GetObjectOutput, error) {
	out, err := b.API.GetObject(ctx, in, opts...)
	if err == nil {
		out.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(out.Body, 4<<20), out.Body}
	}
	return out, err
}

type allowsAll struct{ bucket.API }

func (b allowsAll) OptionsObject(ctx context.Context, in *bucket.OptionsObjectInput, opts ...bucket.Option) (*bucket.OptionsObjectOutput, error) {
	out, err := b.API.OptionsObject(ctx, in, opts...)
	switch {
	case errors.Is(err, bucket.ErrPreflightDenied):
		return &bucket.OptionsObjectOutput{}, nil
	case err == nil && out.AccessControlAllowOrigin == "": // which is a denial too
		out.AccessControlAllowOrigin = in.Origin
	}
	return out, err
}

type omitsZero struct{ bucket.API }

func (b omitsZero) PutCORS(ctx context.Context, in *bucket.PutCORSInput, opts ...bucket.Option) (*bucket.PutCORSOutput, error) {
	if in.Configuration != nil {
		in = clone(in)
		in.Configuration = &cors.Configuration{Rules: append([]cors.Rule(nil), in.Configuration.Rules...)}
		for i := range in.Configuration.Rules {
			if age := in.Configuration.Rules[i].MaxAgeSeconds; age != nil && *age == 0 {
				in.Configuration.Rules[i].MaxAgeSeconds = nil
			}
		}
	}
	return b.API.PutCORS(ctx, in, opts...)
}

type deletesOne struct{ bucket.API }

func (b deletesOne) DeleteObjects(ctx context.Context, in *bucket.DeleteObjectsInput, opts ...bucket.Option) (*bucket.DeleteObjectsOutput, error) {
	in = clone(in)
	in.Objects = in.Objects[:min(len(in.Objects), 1)]
	return b.API.DeleteObjects(ctx, in, opts...)
}

type panics struct{ bucket.API }

func (b panics) GetObject(ctx context.Context, in *bucket.GetObjectInput, opts ...bucket.Option) (*bucket.GetObjectOutput, error) {
	return b.API.GetObject(ctx, clone(in), opts...)
}

// unescaped is a key decoded as a URL's path would be.
func unescaped(key string) string {
	if decoded, err := url.PathUnescape(key); err == nil {
		return decoded
	}
	return key
}

// clone is a shallow copy.
func clone[T any](in *T) *T {
	out := *in
	return &out
}
