// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/rest"
)

// changed loads the club with one piece of its text replaced, every time.
func changed(t *testing.T, from, to string) (*Suite, error) {
	t.Helper()
	text, err := os.ReadFile("testdata/club.json")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), from) {
		t.Fatalf("the model has no %s", from)
	}
	path := filepath.Join(t.TempDir(), "model.json")
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(string(text), from, to)), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(path)
}

func TestWhatIsNotUnderstoodDoesNotLoad(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, from, to, want string }{
		{"a field of a case", `"forbidQueryParams"`, `"frobQueryParams"`, `unknown field "frobQueryParams"`},
		{"a protocol", `"id": "Least", "protocol": "aws.protocols#restXml"`, `"id": "Least", "protocol": "aws.protocols#awsJson1_1"`, `case "Least": protocol "aws.protocols#awsJson1_1"`},
		{"whom a case applies to", `"appliesTo": "client"`, `"appliesTo": "proxy"`, `case Least: appliesTo "proxy"`},
		{"a case on no operation", `"smithy.api#error": "client", `, ``, "neither an operation nor an error"},
		{"a name that is there twice", `"NoStream"`, `"Stream"`, "case Stream is there twice"},
		{"no model", `"shapes": {`, `"shapes": [], "x": {`, "no JSON AST"},
		{"no JSON", `"smithy": "2.0",`, `"smithy": "2.0"`, "invalid character"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if _, err := changed(t, test.from, test.to); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
	if _, err := Load("testdata/nothing.json"); err == nil {
		t.Error("no file is no error")
	}
}

func TestCasesThatNoServiceHasAreNamed(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, from, want string }{
		{"an operation", `{"target": "example.club#PutMember"}, `, "example.club#PutMember: request/Full"},
		{"a resource", `"resources": [{"target": "example.club#Photo"}],`, "example.club#GetPhoto: response/Stream"},
		{"an error", `"errors": [{"target": "example.club#NoMember"}],`, "example.club#NoMember: error/NoMember"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s, err := changed(t, test.from, "")
			if err != nil || !slices.Contains(s.Orphans, test.want) {
				t.Errorf("got %q, %v, want %q", s.Orphans, err, test.want)
			}
		})
	}
}

func TestWhatACaseMustNotSayFails(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, from, to, want string }{
		{"a vendor's unknown setting", `"use_dualstack_endpoint": true`, `"use_fips_endpoint": true`, `unknown field "use_fips_endpoint"`},
		{"a vendor's unknown scope", `"operation": {`, `"environment": {`, `unknown field "environment"`},
		{"a vendor's unknown style", `"virtual"`, `"sideways"`, `no addressing_style "sideways"`},
		{"an unknown style for one call", `"path"`, `"sideways"`, `no addressing_style "sideways"`},
		{"a region that the host has not", `"region": "eu"`, `"region": "us"`, `region "us" is not part of host`},
		{"an unknown vendor", `aws.protocoltests.config#AwsConfig`, `example#Config`, `the runner knows no "example#Config"`},
		{"a member that the model lacks", `"params": {"data": "hello"},` + "\n", `"params": {"date": "hello"},` + "\n", "date: the model has no such member"},
		{"an input of a wrong type", `"params": {"data": "hello"},` + "\n", `"params": {"data": 7},` + "\n", "data: 7 is no blob"},
		{"an output of a wrong type", `"body": "hello", "params": {"data": "hello"}`, `"body": "hello", "params": {"data": 7}`, "output.data is bad in the case: 7 is no blob"},
		{"an output with an unknown member", `"body": "", "params": {}`, `"body": "", "params": {"x": 1}`, "output has no member x in the model"},
		{"a body that is no XML", `</Member>"`, `"`, "the case's body is not XML"},
		{"an unknown type", `"score": {"target": "smithy.api#Float"`, `"score": {"target": "smithy.api#Nothing"`, `score: the runner knows no type ""`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s, err := changed(t, test.from, test.to)
			if err != nil {
				t.Fatal(err)
			}
			if got := everything(t, s, func(cfg rest.Config) (any, error) { return &club{cfg: cfg}, nil }); !strings.Contains(got, test.want) {
				t.Errorf("got %q, want it to say %q", got, test.want)
			}
		})
	}
}

// everything is all problems of all cases.
func everything(t *testing.T, s *Suite, newClient func(rest.Config) (any, error)) string {
	t.Helper()
	var all []string
	for _, c := range s.Cases {
		all = append(all, s.Check(t.Context(), c, newClient)...)
	}
	return strings.Join(all, "\n")
}

// Clients of a wrong shape.
type (
	short struct{}
	loose struct{}
)

func (short) PutPhoto(context.Context, *PutPhotoInput) (*PutPhotoOutput, error) { return nil, nil }

func (loose) PutPhoto(context.Context, *PutMemberInput, ...rest.Option) (*PutPhotoOutput, error) {
	return nil, nil
}

func TestClientsOfAWrongShapeFail(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		client any
		want   string
	}{
		{"no client", nil, "PutPhoto: there is no client"},
		{"no method", struct{}{}, "PutPhoto: struct {} has no method for it"},
		{"no options", short{}, "want func(context.Context, *PutPhotoInput, ...rest.Option)"},
		{"an input with another name", loose{}, "want func(context.Context, *PutPhotoInput, ...rest.Option)"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := everything(t, load(t), func(rest.Config) (any, error) { return test.client, nil }); !strings.Contains(got, test.want) {
				t.Errorf("got %q, want it to say %q", got, test.want)
			}
		})
	}
}
