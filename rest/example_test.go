// SPDX-License-Identifier: Apache-2.0

package rest_test

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
)

// Prepare signs each request with this module's signer. The payload is left out of the
// signature, as it should be over TLS only.
func ExampleConfig() {
	s, region := signer.SigV4(), "eu-west-1"
	secrets := map[string]string{"key": "secret"}
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := s.Verify(r, func(id string) (string, bool) { return secrets[id], secrets[id] != "" }, region, time.Now())
		if err != nil {
			http.Error(w, err.Error(), http.StatusForbidden)
		}
	}))
	defer server.Close()

	client, err := rest.New(rest.Config{
		Endpoint:  server.URL,
		Transport: server.Client().Transport,
		Prepare: func(r *http.Request) error {
			return s.Sign(r.Context(), r, signer.Params{
				Credentials: aws.Credentials{AccessKeyID: "key", SecretAccessKey: secrets["key"]},
				Service:     "s3", Region: region, Time: time.Now(), PayloadHash: signer.UnsignedPayload,
			})
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}

	// Generated code does what follows.
	type input struct{ Key, Text string }
	type output struct{ Status int }
	putObject := rest.Operation[input, output]{
		Name: "PutObject",
		Encode: func(e *rest.Encoder, in *input) {
			e.Start("PUT", "/bucket/")
			e.GreedyLabel("Key", in.Key)
			e.PayloadString(in.Text)
		},
		Decode: func(d *rest.Decoder, out *output) { out.Status = d.Status },
	}
	out, err := rest.Invoke(context.Background(), client, putObject, &input{Key: "../a b.txt", Text: "hello"}, nil)
	fmt.Println(out.Status, err)

	forged := func(cfg *rest.Config) {
		prepare := cfg.Prepare
		cfg.Prepare = func(r *http.Request) error {
			err := prepare(r)
			r.URL.Path, r.URL.RawPath = "/bucket/other", ""
			return err
		}
	}
	_, err = rest.Invoke(context.Background(), client, putObject, &input{Key: "k"}, []rest.Option{forged})
	if refused, ok := errors.AsType[*rest.Error](err); ok {
		fmt.Println(refused.StatusCode)
	}
	// Output:
	// 200 <nil>
	// 403
}
