// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestPreflightShowsNothingOfAQueryThatTheServerRepeats(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, name := range []string{"Content-Location", "Location", "X-Original-Url"} {
			w.Header().Set(name, r.RequestURI)
		}
		w.Header().Set("Link", "<https://a.example/b?token=other-SECRET1>; rel=next")
		w.Header().Set("X-Echo", strings.TrimPrefix(r.URL.Query().Get("auth_key")+r.URL.RawQuery, "&"))
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, "<Error><Code>Bad</Code><Message>what "+strings.ReplaceAll(r.RequestURI, "&", "&amp;")+" says</Message></Error>")
	}))
	defer server.Close()
	for _, query := range []string{"auth_key=17-SECRET1", "SECRET1-of-one-part", "uploads&auth_key=a%2FSECRET1%2B", "a=SECRET1&X-Amz-Signature=SECRET1", "sig%3DSECRET1"} {
		for _, flag := range []string{"-o=table", "-o=json", "--dry-run", "--verbatim"} {
			var stdout, stderr bytes.Buffer
			code := run(t.Context(), []string{"preflight", server.URL + "/cat.png?" + query, "--origin", "https://app.example", "--method", "PUT", flag}, &stdout, &stderr)
			if want := map[bool]int{true: exitDone, false: exitDenied}[flag == "--dry-run"]; code != want {
				t.Errorf("%s %s: exit code %d: %s", query, flag, code, stderr.String())
			}
			if all := stdout.String() + stderr.String(); strings.Contains(all, "SECRET1") {
				t.Errorf("%s %s shows the secret:\n%s", query, flag, all)
			}
		}
	}
}

func TestCensorLeavesWhatIsNoSecret(t *testing.T) {
	t.Parallel()
	to := target{address: "https://a.example/b?response-content-type=text/plain&from=https://app.example:8080&uploads&n=2"}
	const said = "text/plain for https://app.example:8080 has 2 uploads"
	if got := to.censor(said); got != said {
		t.Errorf("got %q", got)
	}
}

func TestSettingsThatAreWrongAreToldByTheirFlags(t *testing.T) {
	t.Parallel()
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), []string{"preflight", "s3://photos", "--endpoint", "http://a.example?b=c", "--origin", "https://app.example", "--method", "PUT"}, &stdout, &stderr)
	if text := stderr.String(); code != exitWrongUse || !strings.Contains(text, "--endpoint: has a query") {
		t.Errorf("exit code %d: %s", code, text)
	}
}
