// SPDX-License-Identifier: Apache-2.0

package bucket_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/test/fake"
)

// The bucket of these examples lives in memory. A real one comes from
// service.Service.Bucket and is used alike.
func Example() {
	ctx := context.Background()
	b := fake.New("photos")

	_, err := b.PutObject(ctx, &bucket.PutObjectInput{
		Key: "notes/cat.txt", Body: strings.NewReader("asleep"), ContentType: "text/plain",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	out, err := b.GetObject(ctx, &bucket.GetObjectInput{Key: "notes/cat.txt"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer out.Body.Close()
	text, err := io.ReadAll(out.Body)
	fmt.Println(string(text), out.ContentType, err)
	// Output: asleep text/plain <nil>
}

// What happened is a sentinel, the same on every provider; what the server
// said about it is in the Error.
func ExampleError() {
	b := fake.New("photos")
	_, err := b.GetObject(context.Background(), &bucket.GetObjectInput{Key: "dog.png"})

	if errors.Is(err, bucket.ErrNoSuchKey) {
		fmt.Println("no such key")
	}
	if said, ok := errors.AsType[*bucket.Error](err); ok {
		fmt.Println(said.StatusCode, said.Code, said.Key)
	}
	// Output:
	// no such key
	// 404 NoSuchKey dog.png
}

// An InputError lists everything that is wrong before anything is sent.
func ExampleInputError() {
	b := fake.New("photos")
	_, err := b.OptionsObject(context.Background(), nil)

	if bad, ok := errors.AsType[*bucket.InputError](err); ok {
		for _, f := range bad.Fields {
			fmt.Println(f.Field, f.Problem)
		}
	}
	// Output:
	// Origin is required
	// AccessControlRequestMethod is required
}

func ExampleBucket_Objects() {
	ctx := context.Background()
	b := fake.New("photos")
	for _, key := range []string{"2025/a.png", "2026/b.png", "2026/c.png"} {
		if _, err := b.PutObject(ctx, &bucket.PutObjectInput{Key: key, Body: strings.NewReader(key)}); err != nil {
			fmt.Println(err)
			return
		}
	}
	for object, err := range b.Objects(ctx, &bucket.ListObjectsInput{Prefix: "2026/"}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(object.Key, object.Size)
	}
	// Output:
	// 2026/b.png 10
	// 2026/c.png 10
}

func ExampleBucket_Preflight() {
	b := fake.New("photos") // without CORS rules
	verdict, err := b.Preflight(context.Background(), cors.Request{
		Key: "cat.png", Origin: "https://app.example", Method: "PUT", Headers: []string{"content-type"},
	})
	fmt.Println(verdict.Allowed, err)
	fmt.Println(verdict.Reason)
	fmt.Println(verdict.Detail)
	// Output:
	// false <nil>
	// PreflightMissingAllowOriginHeader
	// the server says: AccessForbidden CORSResponse: CORS is not enabled for this bucket.
}

// An Interceptor sees each call once, whatever it takes to run it. Give it to
// service.New with service.WithInterceptor.
func ExampleInterceptor() {
	var count bucket.Interceptor = func(next bucket.Handler) bucket.Handler {
		return func(ctx context.Context, c *bucket.Call) (any, error) {
			out, err := next(ctx, c)
			fmt.Println(c.Operation, c.Bucket, err)
			return out, err
		}
	}
	run := count(func(context.Context, *bucket.Call) (any, error) { return new(bucket.HeadOutput), nil })
	if _, err := run(context.Background(), &bucket.Call{Operation: "Head", Bucket: "photos"}); err != nil {
		fmt.Println(err)
	}
	// Output: Head photos <nil>
}
