// SPDX-License-Identifier: Apache-2.0

package cos_test

import (
	"errors"
	"io"
	"net/http"
	"testing"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// summed adds a header to the answers of canned.
type summed struct {
	canned

	sum string
}

func (s *summed) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := s.canned.RoundTrip(r)
	if err == nil && s.sum != "" {
		resp.Header.Set("X-Cos-Hash-Crc64ecma", s.sum)
	}
	return resp, err
}

func TestDownloadsAreComparedWithTheirCRC64(t *testing.T) {
	t.Parallel()
	const right = "11051210869376104954" // of 123456789
	for name, c := range map[string]struct {
		status int
		sum    string
		want   error
	}{
		"the right sum": {200, right, nil},
		"another sum":   {200, "1", bucket.ErrChecksumMismatch},
		"no sum":        {200, "", nil},
		"no number":     {200, "995dc9bbdf1939fa", nil},
		"a part, whose sum is the whole object's": {206, "1", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, &summed{canned: canned{status: c.status, body: "123456789"}, sum: c.sum})
			out, err := b.GetObject(t.Context(), &bucket.GetObjectInput{Key: "cat"})
			if err != nil {
				t.Fatal(err)
			}
			defer out.Body.Close()
			data, err := io.ReadAll(out.Body)
			if !errors.Is(err, c.want) || string(data) != "123456789" || out.ChecksumCRC64ECMA != c.sum {
				t.Errorf("read %q, sum %q, %v", data, out.ChecksumCRC64ECMA, err)
			}
		})
	}
}
