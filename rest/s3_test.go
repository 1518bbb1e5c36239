// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/rest"
)

// object writes a request to a bucket, or to a key in it.
func object(bucket, key string) func(*rest.Encoder) {
	return func(e *rest.Encoder) {
		e.Start("GET", "/")
		e.Bucket("Bucket", bucket)
		if key != "" {
			e.Literal("/")
			e.GreedyLabel("Key", key)
		}
		e.QueryConst("list-type", "2")
	}
}

func TestWhereTheBucketGoes(t *testing.T) {
	t.Parallel()
	const amazon = "https://s3.us-west-2.amazonaws.com"
	for name, test := range map[string]struct {
		endpoint    string
		s3          rest.S3
		bucket, key string
		want        string
	}{
		"auto":                          {amazon, rest.S3{}, "mybucket", "", "https://mybucket.s3.us-west-2.amazonaws.com/"},
		"auto, a key":                   {amazon, rest.S3{}, "mybucket", "my key.txt", "https://mybucket.s3.us-west-2.amazonaws.com/my%20key.txt"},
		"auto, a key of dots":           {amazon, rest.S3{}, "mybucket", "../key.txt", "https://mybucket.s3.us-west-2.amazonaws.com/../key.txt"},
		"auto, a key with a slash":      {amazon, rest.S3{}, "mybucket", "/foo//bar", "https://mybucket.s3.us-west-2.amazonaws.com//foo//bar"},
		"auto, dots":                    {amazon, rest.S3{}, "my.bucket", "k", amazon + "/my.bucket/k"},
		"auto, dots over plain HTTP":    {"http://h.example", rest.S3{}, "my.bucket", "k", "http://h.example/my.bucket/k"},
		"auto, upper case":              {amazon, rest.S3{}, "MyBucket", "k", amazon + "/MyBucket/k"},
		"auto, underscores":             {amazon, rest.S3{}, "my_bucket", "k", amazon + "/my_bucket/k"},
		"auto, too short":               {amazon, rest.S3{}, "my", "k", amazon + "/my/k"},
		"auto, too long":                {amazon, rest.S3{}, strings.Repeat("a", 64), "k", amazon + "/" + strings.Repeat("a", 64) + "/k"},
		"auto, as long as can be":       {amazon, rest.S3{}, strings.Repeat("a", 63), "k", "https://" + strings.Repeat("a", 63) + ".s3.us-west-2.amazonaws.com/k"},
		"auto, a hyphen first":          {amazon, rest.S3{}, "-abc", "k", amazon + "/-abc/k"},
		"auto, an IPv4 address":         {"http://127.0.0.1:9000", rest.S3{}, "mybucket", "k", "http://127.0.0.1:9000/mybucket/k"},
		"auto, an IPv6 address":         {"http://[::1]:9000", rest.S3{}, "mybucket", "k", "http://[::1]:9000/mybucket/k"},
		"auto, a host without a dot":    {"http://minio:9000", rest.S3{}, "mybucket", "k", "http://minio:9000/mybucket/k"},
		"auto, localhost":               {"http://localhost:9000", rest.S3{}, "mybucket", "k", "http://localhost:9000/mybucket/k"},
		"auto, LOCALHOST.":              {"http://LOCALHOST.:9000", rest.S3{}, "mybucket", "k", "http://LOCALHOST.:9000/mybucket/k"},
		"auto, another host":            {"http://store.example:9000/base", rest.S3{}, "mybucket", "k", "http://mybucket.store.example:9000/base/k"},
		"auto, to escape":               {"http://localhost", rest.S3{}, "my bucket", "", "http://localhost/my%20bucket"},
		"virtual":                       {amazon, rest.S3{Addressing: rest.AddressingVirtual}, "mybucket", "", "https://mybucket.s3.us-west-2.amazonaws.com/"},
		"virtual, dots":                 {amazon, rest.S3{Addressing: rest.AddressingVirtual}, "my.bucket", "k", "https://my.bucket.s3.us-west-2.amazonaws.com/k"},
		"virtual, localhost":            {"http://localhost:9000", rest.S3{Addressing: rest.AddressingVirtual}, "mybucket", "k", "http://mybucket.localhost:9000/k"},
		"path":                          {amazon, rest.S3{Addressing: rest.AddressingPath}, "mybucket", "", amazon + "/mybucket"},
		"path, a key of dots":           {amazon, rest.S3{Addressing: rest.AddressingPath}, "mybucket", "../key.txt", amazon + "/mybucket/../key.txt"},
		"path, a base":                  {"https://h/base/", rest.S3{Addressing: rest.AddressingPath}, "mybucket", "k", "https://h/base/mybucket/k"},
		"dual stack":                    {amazon, rest.S3{DualStack: true}, "mybucket", "", "https://mybucket.s3.dualstack.us-west-2.amazonaws.com/"},
		"dual stack, path":              {amazon + ":443", rest.S3{DualStack: true, Addressing: rest.AddressingPath}, "mybucket", "", "https://s3.dualstack.us-west-2.amazonaws.com:443/mybucket"},
		"accelerated":                   {amazon, rest.S3{Accelerate: true}, "mybucket", "", "https://mybucket.s3-accelerate.amazonaws.com/"},
		"accelerated, virtual":          {"https://S3.US-west-2.amazonaws.com:444", rest.S3{Accelerate: true, Addressing: rest.AddressingVirtual}, "mybucket", "k", "https://mybucket.s3-accelerate.amazonaws.com:444/k"},
		"accelerated, over both stacks": {amazon, rest.S3{Accelerate: true, DualStack: true}, "mybucket", "", "https://mybucket.s3-accelerate.dualstack.amazonaws.com/"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := test.want + "?list-type=2"
			option := func(cfg *rest.Config) { cfg.S3 = test.s3 }
			configured := mustRecord(t, rest.Config{Endpoint: test.endpoint, S3: test.s3}, object(test.bucket, test.key))
			chosen := mustRecord(t, rest.Config{Endpoint: test.endpoint}, object(test.bucket, test.key), option)
			for _, r := range []*sent{configured, chosen} {
				if got := r.URL.String(); got != want || r.Host != r.URL.Host {
					t.Errorf("got %s at %s, want %s", got, r.Host, want)
				}
			}
		})
	}
}

func TestRequestsWithoutABucket(t *testing.T) {
	t.Parallel()
	for s3, want := range map[rest.S3]string{
		{}:                                  "https://s3.eu-west-1.amazonaws.com/thing",
		{Accelerate: true}:                  "https://s3.eu-west-1.amazonaws.com/thing",
		{DualStack: true}:                   "https://s3.dualstack.eu-west-1.amazonaws.com/thing",
		{DualStack: true, Accelerate: true}: "https://s3.dualstack.eu-west-1.amazonaws.com/thing",
	} {
		r := mustRecord(t, rest.Config{Endpoint: "https://s3.eu-west-1.amazonaws.com", S3: s3}, get)
		if got := r.URL.String(); got != want {
			t.Errorf("%+v: got %s, want %s", s3, got, want)
		}
	}
}

func TestAPrefixStandsBeforeTheBucket(t *testing.T) {
	t.Parallel()
	r := mustRecord(t, rest.Config{}, func(e *rest.Encoder) {
		object("mybucket", "k")(e)
		e.HostLiteral("control.")
	})
	if r.URL.Host != "control.mybucket.api.example" {
		t.Error(r.URL.Host)
	}
}

func TestBucketsThatCannotBeReached(t *testing.T) {
	t.Parallel()
	const amazon = "https://s3.us-west-2.amazonaws.com"
	virtual, path := rest.S3{Addressing: rest.AddressingVirtual}, rest.S3{Addressing: rest.AddressingPath}
	for name, test := range map[string]struct {
		s3              rest.S3
		bucket, problem string
	}{
		"empty":                      {rest.S3{}, "", "must not be empty"},
		"a dot":                      {path, ".", "dot"},
		"two dots":                   {path, "..", "dot"},
		"a slash":                    {path, "a/b", "slash"},
		"a NUL":                      {path, "a\x00b", "NUL"},
		"virtual, upper case":        {virtual, "MyBucket", "S3.Addressing"},
		"virtual, an underscore":     {virtual, "my_bucket", "S3.Addressing"},
		"virtual, two dots":          {virtual, "my..bucket", "S3.Addressing"},
		"virtual, a hyphen":          {virtual, "my-.bucket", "S3.Addressing"},
		"virtual, too long":          {virtual, strings.Repeat("a.", 40) + "a", "S3.Addressing"},
		"virtual, another host":      {virtual, "evil.example:80", "S3.Addressing"},
		"accelerated, dots":          {rest.S3{Accelerate: true}, "my.bucket", "turn S3.Accelerate off"},
		"accelerated, an IP address": {rest.S3{Accelerate: true, Addressing: rest.AddressingVirtual}, "10.0.0.1", "turn S3.Accelerate off"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := record(t, rest.Config{Endpoint: amazon, S3: test.s3}, object(test.bucket, "k"))
			bad, ok := errors.AsType[*rest.InputError](err)
			if !ok || r != nil || len(bad.Fields) != 1 || bad.Fields[0].Field != "Bucket" || !strings.Contains(bad.Fields[0].Problem, test.problem) {
				t.Error(err)
			}
		})
	}
}

func TestABucketOfNobodysClientIsInThePath(t *testing.T) {
	t.Parallel()
	var e rest.Encoder
	e.Reset(nil)
	object("mybucket", "k")(&e)
	if path, _ := e.Path(); path != "/mybucket/k" {
		t.Error(path)
	}
}
