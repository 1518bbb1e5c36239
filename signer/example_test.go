// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-40dc4ce0/pail/rest"
	"github.com/seed-40dc4ce0/pail/signer"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// Clients that codegen writes are signed in the Prepare of their configuration.
// ListBuckets stands here for a generated method.
func ExampleSigV4() {
	store := httptest.NewServer(emulator.New(emulator.Options{}))
	defer store.Close()

	for _, secret := range []string{emulator.DefaultSecretAccessKey, "another"} {
		who := aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: emulator.DefaultAccessKeyID, SecretAccessKey: secret}, nil
		})
		client, err := rest.New(rest.Config{Endpoint: store.URL, Prepare: sign("s3", "us-east-1", who)})
		if err != nil {
			fmt.Println(err)
			return
		}
		_, err = rest.Invoke(context.Background(), client, rest.Operation[struct{}, struct{}]{
			Name: "ListBuckets", Encode: func(e *rest.Encoder, _ *struct{}) { e.Start("GET", "/") },
		}, nil, nil)
		if bad, ok := errors.AsType[*rest.Error](err); ok {
			fmt.Println(bad.StatusCode, bad.Code)
			continue
		}
		fmt.Println("listed:", err)
	}
	// Output:
	// listed: <nil>
	// 403 SignatureDoesNotMatch
}

// sign signs each request as it goes out: Config.Prepare is called last.
func sign(service, region string, credentials aws.CredentialsProvider) func(*http.Request) error {
	v4 := signer.SigV4()
	return func(r *http.Request) error {
		who, err := credentials.Retrieve(r.Context())
		if err != nil {
			return err
		}
		return v4.Sign(r.Context(), r, signer.Params{
			Credentials: who, Service: service, Region: region, Time: time.Now(), PayloadHash: signer.UnsignedPayload,
		})
	}
}
