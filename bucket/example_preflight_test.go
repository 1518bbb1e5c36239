// SPDX-License-Identifier: Apache-2.0

package bucket_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/service"
)

// client is a bucket of the store at url.
func client(url string) (*bucket.Bucket, error) {
	cfg, err := config.Load(context.Background(), config.WithoutEnvironment(), config.WithProvider("s3"),
		config.WithEndpoint(url), config.WithRegion("us-east-1"), config.WithStaticCredentials("AKIAEXAMPLE", "secret", ""))
	if err != nil {
		return nil, err
	}
	s, err := service.New(cfg)
	if err != nil {
		return nil, err
	}
	return s.Bucket("photos"), nil
}

// A server that verifies the signature of a presigned URL even in a preflight,
// whose method is another than the one that was signed, lets no page upload.
func ExampleBucket_PreflightURL() {
	store := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, "<Error><Code>SignatureDoesNotMatch</Code><Message>The signatures differ.</Message></Error>")
	}))
	defer store.Close()
	b, err := client(store.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	presigned := store.URL + "/photos/cat.jpg?X-Amz-Signature=52ab"
	verdict, err := b.PreflightURL(context.Background(), presigned, cors.Request{Origin: "https://app.example", Method: "PUT"})
	fmt.Println(verdict.Allowed, err)
	fmt.Println(verdict.Reason)
	fmt.Println(verdict.Detail)
	// Output:
	// false <nil>
	// PreflightMissingAllowOriginHeader
	// the server says: SignatureDoesNotMatch The signatures differ.; this server authenticates preflights, which browsers never sign, or has no other word for a request that its CORS rules refuse
}
