// SPDX-License-Identifier: Apache-2.0

// Command sdk is a program that uses the SDK: configuration, service, bucket.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	cfg, err := config.Load(ctx)
	if err != nil {
		return err
	}
	svc, err := service.New(cfg)
	if err != nil {
		return err
	}
	out, err := svc.Bucket(os.Args[1]).HeadObject(ctx, &bucket.HeadObjectInput{Key: os.Args[2]})
	if err != nil {
		return err
	}
	fmt.Println(out.Response.Status, out.ETag)
	return nil
}
