// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/rest"
)

func TestPrepareMayReadTheBodyToSignIt(t *testing.T) {
	t.Parallel()
	for name, encode := range map[string]func(*rest.Encoder){
		"a stream":        func(e *rest.Encoder) { e.Stream("Body", strings.NewReader("abc")) },
		"bytes in memory": func(e *rest.Encoder) { e.Payload([]byte("abc")) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			prepare := func(r *http.Request) error {
				for range 2 {
					body, err := r.GetBody()
					if err != nil {
						return err
					}
					text, err := io.ReadAll(body)
					if err != nil {
						return err
					}
					r.Header.Set("X-Body", string(text))
				}
				return nil
			}
			sent, err := record(t, rest.Config{Prepare: prepare}, func(e *rest.Encoder) { e.Start("PUT", "/"); encode(e) })
			if err != nil || string(sent.body) != "abc" || sent.Header.Get("X-Body") != "abc" {
				t.Errorf("sent %+v, %v", sent, err)
			}
		})
	}
}

func TestAnObserverSeesTheAnswersOfACall(t *testing.T) {
	t.Parallel()
	c := client(t, rest.Config{Transport: transport(func(*http.Request) (*http.Response, error) {
		return answer(http.StatusNotFound, "", "X-Id", "7"), nil
	})})
	var seen []string
	observe := func(cfg *rest.Config) {
		cfg.Observe = func(status int, header http.Header) {
			seen = append(seen, http.StatusText(status)+header.Get("X-Id"))
		}
	}
	err := run(t, c, func(e *rest.Encoder) { e.Start("GET", "/") }, observe)
	var refused *rest.Error
	if !errors.As(err, &refused) || len(seen) != 1 || seen[0] != "Not Found7" {
		t.Errorf("seen %q, %v", seen, err)
	}
}

func TestALabelIsNeverAnotherPath(t *testing.T) {
	t.Parallel()
	for _, label := range []string{"", ".", ".."} {
		_, err := record(t, rest.Config{}, func(e *rest.Encoder) { e.Start("GET", "/things/"); e.Label("ID", label) })
		var bad *rest.InputError
		if !errors.As(err, &bad) || bad.Fields[0].Field != "ID" {
			t.Errorf("%q: got %v", label, err)
		}
	}
}
