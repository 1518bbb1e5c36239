// SPDX-License-Identifier: Apache-2.0

// Command bucket lists what is in a bucket of Amazon S3, with the client that
// pail's generator makes of the published model.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/seed-40dc4ce0/pail/rest"

	"example.com/notes/s3"
)

func main() {
	if err := run(context.Background(), os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, bucket string) error {
	client, err := s3.New(rest.Config{
		Endpoint: "https://s3.eu-central-1.amazonaws.com",
		Prepare:  sign("s3", "eu-central-1", environment),
	})
	if err != nil {
		return err
	}
	for page, err := range client.ListObjectsV2Pages(ctx, &s3.ListObjectsV2Input{Bucket: &bucket}) {
		if err != nil {
			return err
		}
		for _, object := range page.Contents {
			fmt.Println(*object.Key, *object.Size)
		}
	}
	return nil
}

var environment = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: os.Getenv("AWS_ACCESS_KEY_ID"), SecretAccessKey: os.Getenv("AWS_SECRET_ACCESS_KEY")}, nil
})
