// SPDX-License-Identifier: Apache-2.0

package fake_test

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/test/fake"
)

// publish is the code under test: it stores a page once, and never writes over
// one that is there.
func publish(ctx context.Context, b bucket.API, name, page string) error {
	_, err := b.PutObject(ctx, &bucket.PutObjectInput{
		Key: name, Body: strings.NewReader(page), ContentType: "text/html", IfNoneMatch: "*",
	})
	if errors.Is(err, bucket.ErrPreconditionFailed) {
		return fmt.Errorf("%s is already published", name)
	}
	return err
}

// A unit test gives its code a fake bucket, and then looks into it.
func Example() {
	ctx := context.Background()
	b := fake.New("pages")

	fmt.Println(publish(ctx, b, "index.html", "<h1>Hello</h1>"))
	fmt.Println(publish(ctx, b, "index.html", "<h1>Again</h1>"))

	head, err := b.HeadObject(ctx, &bucket.HeadObjectInput{Key: "index.html"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(head.ContentType, head.ContentLength)
	// Output:
	// <nil>
	// index.html is already published
	// text/html 14
}

// A hook makes operations fail as a server might.
func ExampleWithHook() {
	b := fake.New("pages", fake.WithHook(func(_ context.Context, c *bucket.Call) error {
		if c.Operation != "PutObject" {
			return nil
		}
		return &bucket.Error{Op: c.Operation, Bucket: c.Bucket, StatusCode: 503, Code: "SlowDown", Err: bucket.ErrThrottled}
	}))
	err := publish(context.Background(), b, "index.html", "<h1>Hello</h1>")
	fmt.Println(errors.Is(err, bucket.ErrThrottled))
	fmt.Println(err)
	// Output:
	// true
	// PutObject pages: 503 Service Unavailable: SlowDown
}

// A fake answers preflights from the rules that were put into it.
func ExampleNew_preflight() {
	ctx := context.Background()
	b := fake.New("pages")
	_, err := b.PutCORS(ctx, &bucket.PutCORSInput{Configuration: &cors.Configuration{Rules: []cors.Rule{{
		AllowedOrigins: []string{"https://app.example"}, AllowedMethods: []string{"PUT"},
	}}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, origin := range []string{"https://app.example", "https://other.example"} {
		verdict, err := b.Preflight(ctx, cors.Request{Key: "index.html", Origin: origin, Method: "PUT"})
		fmt.Println(origin, verdict.Allowed, err)
	}
	// Output:
	// https://app.example true <nil>
	// https://other.example false <nil>
}
