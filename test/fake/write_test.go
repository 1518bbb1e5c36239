// SPDX-License-Identifier: Apache-2.0

package fake_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// onlyReader hides every method of a reader but Read.
type onlyReader struct{ io.Reader }

func TestWritesAreChecked(t *testing.T) {
	t.Parallel()
	const etag = `"8ce4b16b22b58894aa86c421e8759df3"` // of k
	for name, test := range map[string]struct {
		in  bucket.PutObjectInput
		err string
	}{
		"an empty object needs no body":           {bucket.PutObjectInput{Key: "new"}, ""},
		"an unknown length":                       {bucket.PutObjectInput{Key: "new", Body: onlyReader{strings.NewReader("x")}}, "*bucket.InputError"},
		"an unknown length that is told":          {bucket.PutObjectInput{Key: "new", Body: onlyReader{strings.NewReader("x")}, ContentLength: new(int64(1))}, ""},
		"a length that the body belies":           {bucket.PutObjectInput{Key: "new", Body: strings.NewReader("xyz"), ContentLength: new(int64(2))}, "*bucket.InputError"},
		"a body that ends early":                  {bucket.PutObjectInput{Key: "new", Body: onlyReader{strings.NewReader("x")}, ContentLength: new(int64(2))}, "*bucket.TransportError"},
		"a body that goes on":                     {bucket.PutObjectInput{Key: "new", Body: onlyReader{strings.NewReader("xyz")}, ContentLength: new(int64(2))}, "*bucket.TransportError"},
		"a body and a member that are both wrong": {bucket.PutObjectInput{Body: onlyReader{strings.NewReader("xyz")}}, "*bucket.InputError"},
		"an absent body of some length":           {bucket.PutObjectInput{Key: "new", ContentLength: new(int64(2))}, "*bucket.InputError"},
		"no key":                                  {bucket.PutObjectInput{}, "*bucket.InputError"},
		"a key that is too long":                  {bucket.PutObjectInput{Key: strings.Repeat("k", 1025)}, "*bucket.InputError"},
		"a line break in metadata":                {bucket.PutObjectInput{Key: "new", Metadata: map[string]string{"a": "b\nc"}}, "*bucket.InputError"},
		"too much metadata":                       {bucket.PutObjectInput{Key: "new", Metadata: map[string]string{"a": strings.Repeat("b", 2048)}}, "400 MetadataTooLarge"},
		"create only, nothing there":              {bucket.PutObjectInput{Key: "new", IfNoneMatch: "*"}, ""},
		"create only, something there":            {bucket.PutObjectInput{Key: "k", IfNoneMatch: "*"}, "412 PreconditionFailed"},
		"none-match of an ETag is not S3's":       {bucket.PutObjectInput{Key: "k", IfNoneMatch: `"x"`}, "501 NotImplemented"},
		"replace what is known":                   {bucket.PutObjectInput{Key: "k", IfMatch: etag}, ""},
		"replace what has changed":                {bucket.PutObjectInput{Key: "k", IfMatch: `"x"`}, "412 PreconditionFailed"},
		"replace what is gone":                    {bucket.PutObjectInput{Key: "new", IfMatch: etag}, "404 NoSuchKey"},
		"the right MD5":                           {bucket.PutObjectInput{Key: "new", Body: strings.NewReader("hello"), ContentMD5: "XUFAKrxLKna5cZ2REBfFkg=="}, ""},
		"a wrong MD5":                             {bucket.PutObjectInput{Key: "new", Body: strings.NewReader("other"), ContentMD5: "XUFAKrxLKna5cZ2REBfFkg=="}, "400 BadDigest"},
		"an MD5 that is none":                     {bucket.PutObjectInput{Key: "new", ContentMD5: "x"}, "400 InvalidDigest"},
		"the right SHA-256":                       {bucket.PutObjectInput{Key: "new", ChecksumSHA256: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}, ""},
		"the right CRC-64":                        {bucket.PutObjectInput{Key: "new", Body: strings.NewReader("123456789"), ChecksumCRC64NVME: "rosUhgp5mIg="}, ""},
		"a wrong CRC-32":                          {bucket.PutObjectInput{Key: "new", Body: strings.NewReader("other"), ChecksumCRC32: "NhCmhg=="}, "400 BadDigest"},
		"a CRC-32 that is none":                   {bucket.PutObjectInput{Key: "new", ChecksumCRC32: "x"}, "400 InvalidRequest"},
		"a storage class that is none":            {bucket.PutObjectInput{Key: "new", StorageClass: "LUKEWARM"}, "400 InvalidStorageClass"},
		"a tag twice":                             {bucket.PutObjectInput{Key: "new", Tagging: "a=1&a=2"}, "400 InvalidArgument"},
		"eleven tags":                             {bucket.PutObjectInput{Key: "new", Tagging: "a&b&c&d&e&f&g&h&i&j&k"}, "400 BadRequest"},
		"a customer's key that is too short":      {bucket.PutObjectInput{Key: "new", SSECustomerAlgorithm: "AES256", SSECustomerKey: "short"}, "*bucket.InputError"},
		"a lock, which the fake does not keep":    {bucket.PutObjectInput{Key: "new", ObjectLockMode: "GOVERNANCE"}, "*bucket.UnsupportedError"},
		"an offset, which the fake does not know": {bucket.PutObjectInput{Key: "new", WriteOffsetBytes: new(int64(0))}, "*bucket.UnsupportedError"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBucket(t, "k")
			out, err := b.PutObject(t.Context(), &test.in)
			if got := failure(err); got != test.err || (out == nil) != (err != nil) {
				t.Errorf("got %q (%v), want %q", got, err, test.err)
			}
		})
	}
}

func TestBodiesAreReadFromWhereTheyStand(t *testing.T) {
	t.Parallel()
	b := newBucket(t)
	r := strings.NewReader("0123456789")
	if _, err := r.Seek(4, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	put(t, b, &bucket.PutObjectInput{Key: "len", Body: r})
	if _, err := r.Seek(7, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	put(t, b, &bucket.PutObjectInput{Key: "seek", Body: struct{ io.ReadSeeker }{r}})
	for key, want := range map[string]string{"len": "456789", "seek": "789"} {
		if got := content(t, b, key); got != want {
			t.Errorf("%s: got %q, want %q", key, got, want)
		}
	}
}

func TestDeletions(t *testing.T) {
	t.Parallel()
	b := newBucket(t, "a", "b", "c", "d")
	for name, test := range map[string]struct {
		in   bucket.DeleteObjectInput
		want string
	}{
		"what is not there":       {bucket.DeleteObjectInput{Key: "x"}, ""},
		"what has changed":        {bucket.DeleteObjectInput{Key: "a", IfMatch: `"x"`}, "412 PreconditionFailed"},
		"another version":         {bucket.DeleteObjectInput{Key: "a", VersionID: "v"}, "404 NoSuchVersion"},
		"what exists, whatever":   {bucket.DeleteObjectInput{Key: "d", IfMatch: "*"}, ""},
		"with a size, not S3's":   {bucket.DeleteObjectInput{Key: "a", IfMatchSize: new(int64(1))}, "*bucket.UnsupportedError"},
		"without a key":           {bucket.DeleteObjectInput{}, "*bucket.InputError"},
		"from somebody's account": {bucket.DeleteObjectInput{Key: "a", ExpectedBucketOwner: "1"}, "403 AccessDenied"},
	} {
		_, err := b.DeleteObject(t.Context(), &test.in)
		if got := failure(err); got != test.want {
			t.Errorf("%s: got %q (%v), want %q", name, got, err, test.want)
		}
	}
	out, err := b.DeleteObjects(t.Context(), &bucket.DeleteObjectsInput{Objects: []bucket.ObjectIdentifier{
		{Key: "a"}, {Key: "b", ETag: `"x"`}, {Key: "missing"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	deleted := []bucket.DeletedObject{{Key: "a"}, {Key: "missing"}}
	if diff := cmp.Diff(deleted, out.Deleted); diff != "" {
		t.Errorf("deleted (-want +got):\n%s", diff)
	}
	faults := []bucket.DeleteFault{{Key: "b", Code: "PreconditionFailed", Message: "At least one of the pre-conditions you specified did not hold"}}
	if diff := cmp.Diff(faults, out.Errors); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	out, err = b.DeleteObjects(t.Context(), &bucket.DeleteObjectsInput{Quiet: new(true), Objects: []bucket.ObjectIdentifier{{Key: "c"}}})
	if err != nil || len(out.Deleted) != 0 {
		t.Errorf("a quiet deletion says %v, %v", out, err)
	}
	if diff := cmp.Diff([]string{"b"}, keys(t, b, nil)); diff != "" {
		t.Errorf("left (-want +got):\n%s", diff)
	}
}

// broken is a reader that fails, and knows that it has more.
type broken struct{ err error }

func (broken) Len() int                   { return 3 }
func (b broken) Read([]byte) (int, error) { return 0, b.err }

func TestAReaderThatFailsIsNamed(t *testing.T) {
	t.Parallel()
	unplugged := errors.New("unplugged")
	_, err := newBucket(t).PutObject(t.Context(), &bucket.PutObjectInput{Body: broken{unplugged}})
	bad, ok := errors.AsType[*bucket.InputError](err)
	if !ok || !errors.Is(err, unplugged) {
		t.Fatalf("got %v", err)
	}
	want := []bucket.FieldError{
		{Field: "Key", Problem: "is required"}, {Field: "Body", Problem: "cannot be read: unplugged"},
	}
	if diff := cmp.Diff(want, bad.Fields); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
}
