// SPDX-License-Identifier: Apache-2.0

// Command threeproviders uses a bucket of whatever store the profile names:
// PAIL_PROFILE=tencent go run ./test/threeproviders
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"strings"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/service"
)

func main() {
	ctx := context.Background()
	cfg, err := config.Load(ctx)
	check(err)
	svc, err := service.New(cfg)
	check(err)
	b := svc.Bucket("photos-1250000000")
	if _, err := b.Create(ctx, nil); !errors.Is(err, bucket.ErrBucketExists) {
		check(err)
	}
	_, err = b.PutObject(ctx, &bucket.PutObjectInput{Key: "a/cat.txt", Body: strings.NewReader("meow"), ContentType: "text/plain"})
	check(err)
	for object, err := range b.Objects(ctx, &bucket.ListObjectsInput{Prefix: "a/"}) {
		check(err)
		fmt.Println("listed", object.Key, object.Size)
	}
	_, err = b.PutCORS(ctx, &bucket.PutCORSInput{Configuration: &cors.Configuration{Rules: []cors.Rule{{
		AllowedOrigins: []string{"https://app.example"}, AllowedMethods: []string{"GET", "PUT"}, AllowedHeaders: []string{"*"},
	}}}})
	check(err)
	for _, origin := range []string{"https://app.example", "https://evil.example"} {
		verdict, err := b.Preflight(ctx, cors.Request{Key: "a/cat.txt", Origin: origin, Method: "PUT"})
		check(err)
		fmt.Println("preflight from", origin, verdict.Allowed)
	}
	presigned, err := b.Presign(ctx, &bucket.GetObjectInput{Key: "a/cat.txt"}, time.Minute)
	check(err)
	resp, err := http.Get(presigned.URL)
	check(err)
	fmt.Println("fetched", resp.Status, resp.ContentLength, resp.Body.Close())
	_, err = b.DeleteObject(ctx, &bucket.DeleteObjectInput{Key: "a/cat.txt"})
	check(err)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
