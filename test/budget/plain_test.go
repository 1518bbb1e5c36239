// SPDX-License-Identifier: Apache-2.0

package budget_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"time"
)

// What a program does that uses net/http and encoding/xml alone, unsigned.

func do(ctx context.Context, c *http.Client, method, url string, body io.Reader) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, url, body)
	if err != nil {
		return nil, err
	}
	return c.Do(req)
}

func plainOptions(ctx context.Context, c *http.Client, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodOptions, url+"/photos/cat.png", nil)
	if err != nil {
		return err
	}
	req.Header.Set("Origin", "https://app.example")
	req.Header.Set("Access-Control-Request-Method", "PUT")
	req.Header.Set("Access-Control-Request-Headers", "content-type")
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func plainRequest(method, path string, body, sink []byte) func(context.Context, *http.Client, string) error {
	return func(ctx context.Context, c *http.Client, url string) error {
		var r io.Reader
		if body != nil {
			r = bytes.NewReader(body)
		}
		resp, err := do(ctx, c, method, url+path, r)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		return readAll(resp.Body, sink)
	}
}

// document gets a document and reads it into v.
func document(ctx context.Context, c *http.Client, url string, status int, v any) error {
	resp, err := do(ctx, c, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != status {
		return errors.New(resp.Status)
	}
	return xml.NewDecoder(resp.Body).Decode(v)
}

func plainMissing(ctx context.Context, c *http.Client, url string) error {
	var v struct {
		Code, Message string
		RequestID     string `xml:"RequestId"`
		HostID        string `xml:"HostId"`
	}
	return document(ctx, c, url+"/photos/"+missing, http.StatusNotFound, &v)
}

func plainCORS(ctx context.Context, c *http.Client, url string) error {
	var v struct {
		CORSRule []struct {
			ID                                                        string
			AllowedOrigin, AllowedMethod, AllowedHeader, ExposeHeader []string
			MaxAgeSeconds                                             *int
		}
	}
	return document(ctx, c, url+"/photos?cors", http.StatusOK, &v)
}

func plainList(ctx context.Context, c *http.Client, url string) error {
	var v struct {
		IsTruncated bool
		Contents    []struct {
			Key, ETag, StorageClass string
			LastModified            time.Time
			Size                    int64
		}
	}
	return document(ctx, c, url+"/photos?list-type=2", http.StatusOK, &v)
}
