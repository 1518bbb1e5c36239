// SPDX-License-Identifier: Apache-2.0

package fake_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
)

func TestPreflightsFollowTheRules(t *testing.T) {
	t.Parallel()
	b := newBucket(t)
	ask := func(origin, method, headers string, opts ...bucket.Option) (*bucket.OptionsObjectOutput, error) {
		return b.OptionsObject(t.Context(), &bucket.OptionsObjectInput{
			Key: "k", Origin: origin, AccessControlRequestMethod: method, AccessControlRequestHeaders: headers,
		}, opts...)
	}
	_, err := ask("https://app.example", "PUT", "")
	var said *bucket.Error
	if !errors.As(err, &said) || !errors.Is(err, bucket.ErrPreflightDenied) || errors.Is(err, bucket.ErrAccessDenied) {
		t.Fatalf("without rules: %v", err)
	}
	if said.Code != "AccessForbidden" || said.Method != http.MethodPut || said.ResourceType != "BUCKET" {
		t.Errorf("without rules: %+v", said)
	}
	_, err = b.GetCORS(t.Context(), nil)
	if failure(err) != "404 NoSuchCORSConfiguration" || !errors.Is(err, bucket.ErrNoSuchCORSConfiguration) {
		t.Errorf("rules that are not there: %v", err)
	}
	rules := &cors.Configuration{Rules: []cors.Rule{{
		AllowedOrigins: []string{"https://app.example"}, AllowedMethods: []string{"PUT"}, AllowedHeaders: []string{"*"},
		ExposeHeaders: []string{"ETag"}, MaxAgeSeconds: new(60),
	}}}
	if _, err := b.PutCORS(t.Context(), &bucket.PutCORSInput{Configuration: rules}); err != nil {
		t.Fatal(err)
	}
	rules.Rules[0].AllowedOrigins[0] = "changed behind the fake's back"
	out, err := ask("https://app.example", "PUT", "Content-Type")
	if err != nil {
		t.Fatal(err)
	}
	want := &bucket.OptionsObjectOutput{
		AccessControlAllowOrigin: "https://app.example", AccessControlAllowMethods: "PUT", AccessControlAllowHeaders: "content-type",
		AccessControlExposeHeaders: "ETag", AccessControlAllowCredentials: true, AccessControlMaxAge: new(60), Response: out.Response,
	}
	if diff := cmp.Diff(want, out); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
	if out.Response.Header.Get("Vary") == "" {
		t.Error("no Vary")
	}
	if _, err = ask("https://other.example", "PUT", ""); !errors.Is(err, bucket.ErrPreflightDenied) {
		t.Errorf("another origin: %v", err)
	}
	if _, err = ask("", "", ""); failure(err) != "*bucket.InputError" {
		t.Errorf("no origin: %v", err)
	}
	if _, err = ask("", "", "", bucket.Verbatim()); failure(err) != "400 BadRequest" {
		t.Errorf("no origin, verbatim: %v", err)
	}
	if _, err := b.DeleteCORS(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if _, err = b.GetCORS(t.Context(), nil); failure(err) != "404 NoSuchCORSConfiguration" {
		t.Errorf("deleted rules: %v", err)
	}
	_, err = b.PutCORS(t.Context(), &bucket.PutCORSInput{Configuration: &cors.Configuration{Rules: []cors.Rule{{
		AllowedOrigins: []string{"*"}, AllowedMethods: []string{"PATCH"},
	}}}})
	if failure(err) != "400 InvalidRequest" {
		t.Errorf("a rule that S3 refuses: %v", err)
	}
}
