// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"testing"

	"github.com/seed-40dc4ce0/pail/rest"
)

// sentToGlacier sends a body to Glacier and gives the header of the request.
func sentToGlacier(t *testing.T, body io.Reader, more func(*rest.Encoder)) http.Header {
	t.Helper()
	var head http.Header
	c, err := rest.New(rest.Config{Endpoint: "https://glacier.example", Transport: transport(func(r *http.Request) (*http.Response, error) {
		head = r.Header
		return &http.Response{StatusCode: http.StatusCreated, Body: http.NoBody}, nil
	})})
	if err != nil {
		t.Fatal(err)
	}
	op := rest.Operation[struct{}, struct{}]{Name: "Upload", Encode: func(e *rest.Encoder, _ *struct{}) {
		e.Start("POST", "/")
		e.Stream("Body", body)
		e.TreeHash()
		if more != nil {
			more(e)
		}
	}}
	if _, err := rest.Invoke(t.Context(), c, op, nil, nil); err != nil {
		t.Fatal(err)
	}
	return head
}

// sum is SHA-256 over all parts.
func sum(parts ...[]byte) []byte {
	h := sha256.Sum256(bytes.Join(parts, nil))
	return h[:]
}

func TestTheTreeHashIsThatOfPairsOfMiB(t *testing.T) {
	t.Parallel()
	const mib = 1 << 20
	data := bytes.Repeat([]byte("glacier "), 3*mib/8+2)
	leaf := func(i int) []byte { return sum(data[i*mib : min((i+1)*mib, len(data))]) }
	left := sum(leaf(0), leaf(1))
	for name, test := range map[string]struct {
		body []byte
		want []byte
	}{
		"nothing":               {nil, sum()},
		"less than a MiB":       {data[:5], sum(data[:5])},
		"one MiB":               {data[:mib], leaf(0)},
		"two MiB":               {data[:2*mib], left},
		"three MiB":             {data[:3*mib], sum(left, leaf(2))},
		"a little beyond three": {data, sum(left, sum(leaf(2), leaf(3)))},
	} {
		head := sentToGlacier(t, bytes.NewReader(test.body), nil)
		if got := head.Get("X-Amz-Sha256-Tree-Hash"); got != hex.EncodeToString(test.want) {
			t.Errorf("%s: tree hash %s, want %x", name, got, test.want)
		}
		if got := head.Get("X-Amz-Content-Sha256"); got != hex.EncodeToString(sum(test.body)) {
			t.Errorf("%s: hash %s, want %x", name, got, sum(test.body))
		}
	}
}

func TestTheCallersTreeHashStays(t *testing.T) {
	t.Parallel()
	head := sentToGlacier(t, bytes.NewReader([]byte("x")), func(e *rest.Encoder) {
		e.Header("Checksum", "X-Amz-Sha256-Tree-Hash", "mine")
		e.Header("Hash", "X-Amz-Content-Sha256", "also")
	})
	if head.Get("X-Amz-Sha256-Tree-Hash") != "mine" || head.Get("X-Amz-Content-Sha256") != "also" {
		t.Errorf("got %v", head)
	}
}

func TestNoAccountIsTheOneOfTheCredentials(t *testing.T) {
	t.Parallel()
	if rest.GlacierAccount(nil) != "-" || rest.GlacierAccount(new("")) != "-" || rest.GlacierAccount(new("1")) != "1" {
		t.Error("want -, - and 1")
	}
}
