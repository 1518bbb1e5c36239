// SPDX-License-Identifier: Apache-2.0

package doctor_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"path/filepath"
	"testing"

	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/doctor"
)

// TestReports shows what people and programs are told, whole.
func TestReports(t *testing.T) {
	t.Parallel()
	put := page("PUT", "Content-Type", "image/png", "x-amz-meta-who", "me")
	for name, test := range map[string]struct {
		provider string
		rules    *cors.Configuration
		fetch    cors.Fetch
		reads    []string
		blind    bool
	}{
		"healthy":  {"s3", one(app, "GET", "", "ETag"), page("GET"), []string{"ETag"}, false},
		"none":     {"qingstor", nil, put, []string{"ETag"}, false},
		"upload":   {"cos", with(one(app+"/ https://other.example", "GET PUT", "content-type"), one(app, "GET", "")), put, []string{"ETag"}, false},
		"stranger": {"s3", one(app, "GET", "*"), put, nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, test.provider, test.rules)
			p := doctor.Patient{Bucket: w.bucket, Provider: test.provider, Key: key, Fetch: test.fetch, Reads: test.reads}
			if test.blind {
				p.Bucket, p.Fetch.URL = nil, w.url+"?X-Amz-Signature=0123456789abcdef"
			}
			r := examine(t, p, doctor.WithTransport(w.front))
			wanted(t, filepath.Join("testdata", name+".txt"), text(t, r))
			said, err := r.MarshalJSON()
			if err != nil {
				t.Fatal(err)
			}
			var lines bytes.Buffer
			if err := json.Indent(&lines, said, "", "  "); err != nil {
				t.Fatal(err)
			}
			wanted(t, filepath.Join("testdata", name+".json"), lines.String()+"\n")
		})
	}
}

// broken cannot be written to.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestAWriterThatFailsIsAnError(t *testing.T) {
	t.Parallel()
	if err := new(doctor.Report).WriteText(broken{}); err == nil || err.Error() != "the disk is full" {
		t.Errorf("got %v", err)
	}
}

func TestProblemsAreTheTwenty(t *testing.T) {
	t.Parallel()
	problems := doctor.Problems()
	for i, p := range problems {
		if p.Number != i+1 || p.Title == "" {
			t.Errorf("problem %d is %+v", i+1, p)
		}
	}
	if len(problems) != 20 {
		t.Errorf("there are %d", len(problems))
	}
}
