// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/seed-40dc4ce0/pail/rest"
)

type thing struct{ Name, Text *string }

func TestACallSendsAndReads(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("X-Path", r.RequestURI)
		_, _ = w.Write(body)
	}))
	defer server.Close()
	c, err := rest.New(rest.Config{Endpoint: server.URL + "/base/"})
	if err != nil {
		t.Fatal(err)
	}
	op := rest.Operation[thing, thing]{
		Name: "PutThing",
		Encode: func(e *rest.Encoder, in *thing) {
			e.Start("PUT", "/things/")
			e.Label("Name", *in.Name)
			e.PayloadString(*in.Text)
		},
		Decode: func(d *rest.Decoder, out *thing) {
			out.Name = d.HeaderPtr("X-Path")
			text := d.Text(100)
			out.Text = &text
		},
	}
	name, text := "a/b", "hello"
	out, err := rest.Invoke(t.Context(), c, op, &thing{&name, &text}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if *out.Name != "/base/things/a%2Fb" || *out.Text != text {
		t.Errorf("got %q, %q", *out.Name, *out.Text)
	}
}
