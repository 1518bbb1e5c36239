// SPDX-License-Identifier: Apache-2.0

package migrating_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/qingstor/qingstor-sdk-go/v4/config"
	"github.com/qingstor/qingstor-sdk-go/v4/service"
	"github.com/tencentyun/cos-go-sdk-v5"
)

func qingStor(context.Context) error {
	conf, err := config.New("ACCESS_KEY_ID_EXAMPLE", "SECRET_ACCESS_KEY_EXAMPLE")
	if err != nil {
		return err
	}
	conf.Connection = &http.Client{Transport: http.DefaultTransport}

	qingStor, err := service.Init(conf)
	if err != nil {
		return err
	}
	b, err := qingStor.Bucket("your-bucket-name", "pek3b")
	if err != nil {
		return err
	}
	out, err := b.OptionsObject("your_file_test_options.zip", &service.OptionsObjectInput{
		AccessControlRequestHeaders: service.String("content-length,content-type"),
		AccessControlRequestMethod:  service.String("DELETE,GET,PUT,PATCH"),
		Origin:                      service.String("http://*.qingcloud.com"),
	})
	if err != nil {
		return fmt.Errorf("options object: %w", err)
	}
	fmt.Println(service.StringValue(out.AccessControlAllowHeaders))
	fmt.Println(service.StringValue(out.AccessControlExposeHeaders))
	fmt.Println(service.StringValue(out.AccessControlAllowMethods))
	fmt.Println(service.StringValue(out.AccessControlMaxAge))
	fmt.Println(service.StringValue(out.AccessControlAllowOrigin))
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

func cosOptions(ctx context.Context) error {
	u, err := url.Parse("https://examplebucket-1250000000.cos.ap-beijing.myqcloud.com")
	if err != nil {
		return err
	}
	client := cos.NewClient(&cos.BaseURL{BucketURL: u}, &http.Client{
		Transport: &cos.AuthorizationTransport{SecretID: "ACCESS_KEY_ID_EXAMPLE", SecretKey: "SECRET_ACCESS_KEY_EXAMPLE"},
	})
	resp, err := client.Object.Options(ctx, "exampleobject", &cos.ObjectOptionsOptions{
		Origin:                      "https://example.com",
		AccessControlRequestMethod:  "PUT",
		AccessControlRequestHeaders: "content-md5,content-type,x-cos-meta-author",
	})
	if err != nil {
		return err
	}
	fmt.Println(resp.StatusCode, resp.Header.Get("Access-Control-Allow-Origin"), resp.Header.Get("Access-Control-Allow-Credentials"))
	fmt.Println(resp.Header.Get("Access-Control-Allow-Methods"))
	fmt.Println(resp.Header.Get("Access-Control-Allow-Headers"))
	fmt.Println(resp.Header.Get("Access-Control-Expose-Headers"), resp.Header.Get("Access-Control-Max-Age"))

	// The bucket itself.
	_, err = client.Object.Options(ctx, "", &cos.ObjectOptionsOptions{Origin: "https://bar.com", AccessControlRequestMethod: "PUT"})
	if refusal, ok := cos.IsCOSError(err); ok {
		fmt.Println(refusal.Response.StatusCode, refusal.Code, refusal.RequestID != "", refusal.TraceID != "")
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
