// SPDX-License-Identifier: Apache-2.0

package bucket_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/internal/call"
	"github.com/seed-40dc4ce0/pail/service"
)

// A browser that is to upload a file gets the method, the URL and the headers,
// and sends the bytes with them.
func ExampleBucket_Presign() {
	svc, err := service.New(config.Config{
		Provider: "s3", Endpoint: "https://store.example", Region: "eu-west-1", Credentials: config.Static("id", "secret", ""),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := svc.Bucket("photos").Presign(context.Background(), &bucket.PutObjectInput{Key: "cat.png", ContentType: "image/png"}, 15*time.Minute)
	if err != nil {
		fmt.Println(err)
		return
	}
	before, _, _ := strings.Cut(p.URL, "?")
	fmt.Println(p.Method, before, p.Header)
	// Output: PUT https://store.example/photos/cat.png map[Content-Type:[image/png]]
}

// presigner keeps the invocation that it is asked to presign.
type presigner struct {
	invoker
	seen *call.Invocation
}

func (p *presigner) Presign(_ context.Context, inv *call.Invocation, _ time.Duration) (call.Presigned, error) {
	p.seen = inv
	return call.Presigned{Method: http.MethodGet, URL: "https://a.example/"}, nil
}

// TestEveryInputCanBePresigned keeps the list of inputs whole: each operation
// of the two interfaces is found by its input, and by a nil pointer to it.
func TestEveryInputCanBePresigned(t *testing.T) {
	t.Parallel()
	for _, api := range []reflect.Type{reflect.TypeFor[bucket.API](), reflect.TypeFor[service.API]()} {
		for method := range api.Methods() {
			input := method.Type.In(1)
			for _, in := range []any{reflect.New(input.Elem()).Interface(), reflect.Zero(input).Interface()} {
				p := new(presigner)
				if _, err := bucket.New(p, "photos").Presign(t.Context(), in, time.Hour); err != nil {
					t.Errorf("%s: %v", method.Name, err)
					continue
				}
				if p.seen.Operation != method.Name || p.seen.Bucket != "photos" || reflect.TypeOf(p.seen.Input) != input || reflect.ValueOf(p.seen.Input).IsNil() {
					t.Errorf("%s: presigned %+v", method.Name, p.seen)
				}
			}
		}
	}
}

func TestPresignNeedsAClientThatSigns(t *testing.T) {
	t.Parallel()
	for _, b := range []*bucket.Bucket{new(bucket.Bucket), bucket.New(invoker(nil), "photos")} {
		if _, err := b.Presign(t.Context(), &bucket.GetObjectInput{Key: "cat"}, time.Hour); err == nil || !strings.Contains(err.Error(), "service.Service.Bucket") {
			t.Errorf("got %v", err)
		}
	}
}

func TestPresignedPrintsNoProof(t *testing.T) {
	t.Parallel()
	const canary = "CANARY"
	for _, query := range []string{
		"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=CANARY%2Fscope&X-Amz-Security-Token=CANARY&X-Amz-SignedHeaders=host&X-Amz-Signature=CANARY",
		"q-sign-algorithm=sha1&q-ak=CANARY&q-sign-time=1%3B2&q-signature=CANARY&x-cos-security-token=CANARY", "sign=CANARY",
		"access_key_id=CANARY&expires=3600&signature=CANARY", "OSSAccessKeyId=CANARY&Signature=CANARY&security-token=CANARY",
	} {
		p := bucket.Presigned{
			Method: http.MethodPut, URL: "https://user:CANARY@a.example/cat?versionId=3&" + query,
			Header: http.Header{"X-Amz-Server-Side-Encryption-Customer-Key": {canary}}, Body: []byte(canary),
			Expires: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
		}
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("made", "p", p, "at", &p)
		slog.New(slog.NewJSONHandler(&log, nil)).Info("made", "p", p)
		all := fmt.Sprintf("%v %+v %#v %s %q %d %v %+v", p, p, p, p, p, p, &p, struct{ P bucket.Presigned }{p}) + p.String() + log.String()
		if strings.Contains(all, canary) {
			t.Errorf("printed %s", all)
		}
		for _, want := range []string{"PUT https://a.example/cat?versionId=3&", "=REDACTED", "2026-01-02T03:04:05Z", "X-Amz-Server-Side-Encryption-Customer-Key"} {
			if !strings.Contains(p.String(), want) {
				t.Errorf("%q lacks %s", p.String(), want)
			}
		}
		text, err := json.Marshal(p)
		if err != nil || strings.Count(string(text), canary) < 3 {
			t.Errorf("as JSON %s, %v", text, err)
		}
	}
	if got := (bucket.Presigned{Method: "GET", URL: "https://a.example/cat"}).String(); got != "GET https://a.example/cat until 0001-01-01T00:00:00Z" {
		t.Errorf("got %s", got)
	}
}
