// SPDX-License-Identifier: Apache-2.0

package migrating_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"time"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
)

// photos is the bucket b of the blocks that do not make one.
func photos(example func(ctx context.Context, b *bucket.Bucket) error) {
	show(func(ctx context.Context) error {
		cfg, err := config.Load(ctx)
		if err != nil {
			return err
		}
		svc, err := service.New(cfg)
		if err != nil {
			return err
		}
		return example(ctx, svc.Bucket("photos"))
	})
}

func requestsGet(ctx context.Context) error {
	cfg, err := config.Load(ctx) // where the store is, and who asks
	if err != nil {
		return err
	}
	svc, err := service.New(cfg)
	if err != nil {
		return err
	}
	b := svc.Bucket("photos")

	out, err := b.GetObject(ctx, &bucket.GetObjectInput{Key: "cat.txt", Range: "bytes=0-3"})
	if err != nil {
		return err // raise_for_status is built in
	}
	defer out.Body.Close()
	text, err := io.ReadAll(out.Body)
	if err != nil {
		return err
	}
	fmt.Println(out.Response.Status, out.ContentType)
	fmt.Println(string(text))
	return nil
}

func Example_requestsGet() {
	show(requestsGet)
	// Output:
	// 206 Partial Content text/plain
	// meow
}

func requestsWrite(ctx context.Context, b *bucket.Bucket) error {
	file, err := os.Open("testdata/dog.txt")
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := b.PutObject(ctx, &bucket.PutObjectInput{
		Key: "dog.txt", Body: file, ContentType: "text/plain", Metadata: map[string]string{"author": "sam"},
	}); err != nil {
		return err
	}
	head, err := b.HeadObject(ctx, &bucket.HeadObjectInput{Key: "dog.txt"})
	if err != nil {
		return err
	}
	fmt.Println(head.ContentLength, head.Metadata["author"])
	_, err = b.DeleteObject(ctx, &bucket.DeleteObjectInput{Key: "dog.txt"})
	return err
}

func Example_requestsWrite() {
	photos(requestsWrite)
	// Output:
	// 5 sam
}

func requestsRequest(ctx context.Context, b *bucket.Bucket) error {
	out, err := b.Do(ctx, bucket.RawRequest{
		Method: "GET", Key: "cat.txt", Query: url.Values{"tagging": {""}}, Header: http.Header{"X-Team": {"cats"}},
	})
	if err != nil {
		return err
	}
	defer out.Body.Close()
	body, err := io.ReadAll(out.Body)
	if err != nil {
		return err
	}
	fmt.Println(out.Response.StatusCode, out.Response.Header.Get("Content-Type"))
	fmt.Println(bytes.Contains(body, []byte("<TagSet")))
	return nil
}

func Example_requestsRequest() {
	photos(requestsRequest)
	// Output:
	// 200 application/xml
	// true
}

func requestsLines(ctx context.Context, b *bucket.Bucket) error {
	out, err := b.GetObject(ctx, &bucket.GetObjectInput{Key: "cat.txt"})
	if err != nil {
		return err
	}
	defer out.Body.Close()
	lines := bufio.NewScanner(out.Body)
	for lines.Scan() {
		fmt.Println(lines.Text())
	}
	return lines.Err()
}

func Example_requestsLines() {
	photos(requestsLines)
	// Output:
	// meow
	// purr
}

func requestsSession(ctx context.Context) error {
	cfg, err := config.Load(ctx,
		config.WithTimeouts(config.Timeouts{Connect: 3 * time.Second, Idle: 10 * time.Second}), // timeout=(3, 10)
		config.WithProxy(config.ProxyDirect),                                                   // trust_env=False, for proxies
		config.WithUserAgent("catalogue/1.0"),                                                  // headers["User-Agent"]
		config.WithMaxAttempts(2),                                                              // Retry(total=1)
	)
	if err != nil {
		return err
	}
	team := middleware.BuildMiddlewareFunc("Team", func(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (middleware.BuildOutput, middleware.Metadata, error) {
		if r, ok := in.Request.(*smithyhttp.Request); ok {
			r.Header.Set("X-Team", "cats") // headers["X-Team"]
		}
		return next.HandleBuild(ctx, in)
	})
	watch := func(next bucket.Handler) bucket.Handler { // hooks["response"]
		return func(ctx context.Context, c *bucket.Call) (any, error) {
			out, err := next(ctx, c)
			fmt.Println(c.Operation, c.Bucket, err)
			return out, err
		}
	}
	svc, err := service.New(cfg, service.WithInterceptor(watch),
		service.WithAPIOptions(func(s *middleware.Stack) error { return s.Build.Add(team, middleware.After) }))
	if err != nil {
		return err
	}
	_, err = svc.Bucket("photos").HeadObject(ctx, &bucket.HeadObjectInput{Key: "cat.txt"})
	return err
}

func Example_requestsSession() {
	show(requestsSession)
	// Output:
	// HeadObject photos <nil>
}

func requestsErrors(ctx context.Context, b *bucket.Bucket) error {
	_, err := b.GetObject(ctx, &bucket.GetObjectInput{Key: "bird.txt"})
	var (
		answer    *bucket.Error          // HTTPError: the store said no
		transport *bucket.TransportError // ConnectionError, Timeout: no answer was had
		input     *bucket.InputError     // URLRequired, MissingSchema, InvalidHeader: nothing was sent
	)
	switch {
	case errors.Is(err, bucket.ErrNoSuchKey):
		fmt.Println("no such object")
	case errors.As(err, &transport):
		fmt.Println("no answer, timed out:", transport.Timeout())
	case errors.As(err, &input):
		fmt.Println("not sent:", input)
	}
	if errors.As(err, &answer) {
		fmt.Println(answer.StatusCode, answer.Code, answer.Message)
	}
	return nil
}

func Example_requestsErrors() {
	photos(requestsErrors)
	// Output:
	// no such object
	// 404 NoSuchKey The specified key does not exist.
}

func requestsPrepared(ctx context.Context, b *bucket.Bucket) error {
	prepared, err := b.Presign(ctx, &bucket.GetObjectInput{Key: "cat.txt"}, time.Hour)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, prepared.Method, prepared.URL, nil)
	if err != nil {
		return err
	}
	r.Header = prepared.Header
	resp, err := http.DefaultClient.Do(r) // by any client, anywhere, for an hour
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	fmt.Println(resp.StatusCode)
	return nil
}

func Example_requestsPrepared() {
	photos(requestsPrepared)
	// Output:
	// 200
}

func openMV(ctx context.Context, b *bucket.Bucket) error {
	text, err := json.Marshal(map[string]int{"id": 1, "value": 42})
	if err != nil {
		return err
	}
	if _, err := b.PutObject(ctx, &bucket.PutObjectInput{
		Key: "state.json", Body: bytes.NewReader(text), ContentType: "application/json", Metadata: map[string]string{"source": "openmv"},
	}); err != nil {
		return err
	}
	out, err := b.GetObject(ctx, &bucket.GetObjectInput{Key: "state.json"})
	if err != nil {
		return err
	}
	defer out.Body.Close()
	fmt.Println(out.Response.Status)
	var state map[string]int
	if err := json.NewDecoder(out.Body).Decode(&state); err != nil {
		return err
	}
	fmt.Println(state)
	return nil
}

func Example_openMV() {
	photos(openMV)
	// Output:
	// 200 OK
	// map[id:1 value:42]
}
