// SPDX-License-Identifier: Apache-2.0

package migrating

import (
	"context"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/service"
)

// Fill makes the bucket called name that the document's blocks use, with one
// object and the CORS rules that they are answered by.
func Fill(ctx context.Context, cfg config.Config, name string) error {
	svc, err := service.New(cfg)
	if err != nil {
		return err
	}
	b := svc.Bucket(name)
	if _, err := b.Create(ctx, nil); err != nil {
		return err
	}
	if _, err := b.PutObject(ctx, &bucket.PutObjectInput{Key: "cat.txt", Body: strings.NewReader("meow\npurr\n"), ContentType: "text/plain"}); err != nil {
		return err
	}
	age := 600
	_, err = b.PutCORS(ctx, &bucket.PutCORSInput{Configuration: &cors.Configuration{Rules: []cors.Rule{{
		AllowedOrigins: []string{"http://*.qingcloud.com"}, AllowedMethods: []string{"GET", "PUT", "DELETE", "POST", "HEAD"},
		AllowedHeaders: []string{"*"}, ExposeHeaders: []string{"ETag"}, MaxAgeSeconds: &age,
	}, {
		AllowedOrigins: []string{"https://example.com"}, AllowedMethods: []string{"PUT", "GET", "POST", "DELETE", "HEAD"},
		AllowedHeaders: []string{"content-md5", "content-type", "x-cos-meta-author"},
		ExposeHeaders:  []string{"Content-Length", "ETag", "x-cos-meta-author"}, MaxAgeSeconds: &age,
	}}}})
	return err
}
