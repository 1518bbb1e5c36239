// SPDX-License-Identifier: Apache-2.0

package migrating_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/service"
)

func qingStor(ctx context.Context) error {
	cfg, err := config.Load(ctx, config.WithProvider("qingstor"), config.WithRegion("pek3b"),
		config.WithStaticCredentials("ACCESS_KEY_ID_EXAMPLE", "SECRET_ACCESS_KEY_EXAMPLE", ""))
	if err != nil {
		return err
	}
	svc, err := service.New(cfg)
	if err != nil {
		return err
	}
	b := svc.Bucket("your-bucket-name")

	out, err := b.OptionsObject(ctx, &bucket.OptionsObjectInput{
		Key:                         "your_file_test_options.zip",
		AccessControlRequestHeaders: "content-length,content-type",
		AccessControlRequestMethod:  "DELETE,GET,PUT,PATCH",
		Origin:                      "http://*.qingcloud.com",
	})
	if err != nil {
		return fmt.Errorf("options object: %w", err)
	}
	// Without CORS rules on the bucket, or with one header that is not allowed, all of these are empty.
	fmt.Println(out.AccessControlAllowHeaders)
	fmt.Println(out.AccessControlExposeHeaders)
	fmt.Println(out.AccessControlAllowMethods)
	if out.AccessControlMaxAge != nil {
		fmt.Println(*out.AccessControlMaxAge)
	}
	fmt.Println(out.AccessControlAllowOrigin)
	return nil
}

func Example_qingStor() {
	show(qingStor)
	// Output:
	// content-length,content-type
	// ETag
	// DELETE,GET,PUT
	// 600
	// http://*.qingcloud.com
}

func qingStorVerdict(ctx context.Context) error {
	cfg, err := config.Load(ctx, config.WithProvider("qingstor"), config.WithRegion("pek3b"),
		config.WithStaticCredentials("ACCESS_KEY_ID_EXAMPLE", "SECRET_ACCESS_KEY_EXAMPLE", ""))
	if err != nil {
		return err
	}
	svc, err := service.New(cfg)
	if err != nil {
		return err
	}
	b := svc.Bucket("your-bucket-name")

	for _, origin := range []string{"http://console.qingcloud.com", "http://evil.example"} {
		verdict, err := b.Preflight(ctx, cors.Request{Key: "cat.txt", Origin: origin, Method: "PUT", Headers: []string{"content-type"}})
		if err != nil {
			return err
		}
		fmt.Println(origin, verdict.Allowed)
	}
	return nil
}

func Example_qingStorVerdict() {
	show(qingStorVerdict)
	// Output:
	// http://console.qingcloud.com true
	// http://evil.example false
}

func cosOptions(ctx context.Context) error {
	cfg, err := config.Load(ctx, config.WithProfile("tencent"))
	if err != nil {
		return err
	}
	svc, err := service.New(cfg)
	if err != nil {
		return err
	}
	b := svc.Bucket("examplebucket-1250000000")

	out, err := b.OptionsObject(ctx, &bucket.OptionsObjectInput{
		Key:                         "exampleobject",
		Origin:                      "https://example.com",
		AccessControlRequestMethod:  "PUT",
		AccessControlRequestHeaders: "content-md5,content-type,x-cos-meta-author",
	})
	if err != nil {
		return err
	}
	fmt.Println(out.Response.StatusCode, out.AccessControlAllowOrigin, out.AccessControlAllowCredentials)
	fmt.Println(out.AccessControlAllowMethods)
	fmt.Println(out.AccessControlAllowHeaders)
	fmt.Println(out.AccessControlExposeHeaders, *out.AccessControlMaxAge)

	// Any resource may be asked for: OPTIONS /?lifecycle.
	_, err = b.OptionsObject(ctx, &bucket.OptionsObjectInput{
		SubResource: "lifecycle", Origin: "https://bar.com", AccessControlRequestMethod: "PUT",
	})
	var refusal *bucket.Error
	if errors.Is(err, bucket.ErrPreflightDenied) && errors.As(err, &refusal) {
		fmt.Println(refusal.StatusCode, refusal.Code, refusal.RequestID != "", refusal.TraceID != "")
	}
	return nil
}

func Example_cosOptions() {
	show(cosOptions)
	// Output:
	// 200 https://example.com true
	// PUT,GET,POST,DELETE,HEAD
	// content-md5,content-type,x-cos-meta-author
	// Content-Length,ETag,x-cos-meta-author 600
	// 403 AccessForbidden true true
}

func reqBin(ctx context.Context) error {
	cfg, err := config.Load(ctx, config.WithProfile("reqbin"))
	if err != nil {
		return err
	}
	svc, err := service.New(cfg)
	if err != nil {
		return err
	}
	b := svc.Bucket("none") // the host is all there is

	out, err := b.OptionsObject(ctx, &bucket.OptionsObjectInput{
		Key:                         "api/v1/requests",
		AccessControlRequestMethod:  "POST",
		AccessControlRequestHeaders: "content-type",
		Origin:                      "https://reqbin.com",
	})
	if err != nil {
		return err
	}
	fmt.Println(out.Response.Status, out.AccessControlAllowMethods)

	verdict, err := b.Preflight(ctx, cors.Request{Key: "api/v1/requests", Origin: "https://reqbin.com", Method: "POST", Headers: []string{"Content-Type"}})
	if err != nil {
		return err
	}
	fmt.Println(verdict.Allowed)
	return nil
}

func Example_reqBin() {
	show(reqBin)
	// Output:
	// 204 No Content GET, POST, OPTIONS
	// true
}
