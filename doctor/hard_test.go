// SPDX-License-Identifier: Apache-2.0

package doctor_test

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/doctor"
)

// failing is a transport that has no answer.
type failing struct{ err error }

func (f failing) RoundTrip(*http.Request) (*http.Response, error) { return nil, f.err }

func TestWhatGivesNoAnswerIsAFinding(t *testing.T) {
	t.Parallel()
	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)
	secret := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(secret.Close)
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	slow := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	t.Cleanup(slow.Close)
	for name, test := range map[string]struct {
		url       string
		transport http.RoundTripper
		code      string
		problem   int
	}{
		"a closed port":                       {closed.URL, nil, "unreachable", 16},
		"a certificate that nobody trusts":    {secret.URL, nil, "tls", 16},
		"no TLS at the port":                  {"https" + strings.TrimPrefix(plain.URL, "http"), nil, "tls", 10},
		"a host that is not known":            {"https://nowhere.example", failing{&net.DNSError{Err: "no such host", Name: "nowhere.example", IsNotFound: true}}, "unknown-host", 16},
		"a certificate for another name":      {"https://store.example", failing{x509.HostnameError{Certificate: new(x509.Certificate), Host: "store.example"}}, "tls", 16},
		"a server that is silent":             {slow.URL, nil, "unreachable", 16},
		"a connection that breaks":            {"https://store.example", failing{io.ErrUnexpectedEOF}, "unreachable", 16},
		"a proxy that cannot reach the store": {"https://store.example", failing{errors.New("proxyconnect tcp: refused")}, "unreachable", 16},
	} {
		for _, method := range []string{"GET", "PUT"} {
			t.Run(name+", "+method, func(t *testing.T) {
				t.Parallel()
				r := examine(t, doctor.Patient{Fetch: url(test.url+"/k?X-Amz-Signature=0123456789abcdef", page(method))},
					doctor.WithTransport(test.transport), doctor.WithTimeout(time.Second))
				if r.Verdict.Allowed || r.Verdict.Reason != doctor.ReasonNoAnswer || len(r.Findings) == 0 || r.Findings[0].Code != test.code || r.Findings[0].Problem != test.problem {
					t.Errorf("want %d %s:\n%s", test.problem, test.code, text(t, r))
				}
				if strings.Contains(text(t, r), "0123456789abcdef") {
					t.Errorf("the signature is shown:\n%s", text(t, r))
				}
			})
		}
	}
}

func TestACancelledExaminationIsAnError(t *testing.T) {
	t.Parallel()
	for name, at := range map[string]int{"before anything": 0, "at the first exchange": 1, "in the middle": 3} {
		for _, blind := range []bool{false, true} {
			t.Run(fmt.Sprint(name, ", blind ", blind), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, "s3", one(app, "GET", "", "ETag"))
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				n := 0
				w.behind(func(store http.Handler) http.Handler {
					return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
						if n++; n >= at {
							cancel()
						}
						store.ServeHTTP(rw, r)
					})
				})
				if at == 0 {
					cancel()
				}
				p := doctor.Patient{Bucket: w.bucket, Key: key, Fetch: page("GET")}
				if blind {
					p.Bucket, p.Fetch.URL = nil, w.url
				}
				r, err := doctor.Examine(ctx, p, doctor.WithTransport(w.front))
				if r != nil || !errors.Is(err, context.Canceled) {
					t.Errorf("got %v, %v", r, err)
				}
			})
		}
	}
}

func TestABucketThatCannotBeReachedIsAFinding(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "s3", nil)
	w.behind(func(http.Handler) http.Handler {
		return http.HandlerFunc(func(http.ResponseWriter, *http.Request) { time.Sleep(100 * time.Millisecond) })
	})
	w.front.down = errors.New("connect: connection refused")
	r := examine(t, doctor.Patient{Bucket: w.bucket, Provider: "s3", Key: key, Fetch: page("PUT")}, doctor.WithTimeout(200*time.Millisecond))
	if r.RulesSource != doctor.RulesUnread || r.Verdict.Reason != doctor.ReasonNoAnswer || !has(r, 16, doctor.Error) {
		t.Errorf("got:\n%s", text(t, r))
	}
}

func TestPatientsThatCannotBeExamined(t *testing.T) {
	t.Parallel()
	for name, p := range map[string]doctor.Patient{
		"neither bucket nor URL": {Fetch: page("GET")},
		"a redirect mode":        {Fetch: url("https://store.example/k", page("GET")), Redirect: "maybe"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := doctor.Examine(t.Context(), p)
			var bad *doctor.PatientError
			if r != nil || !errors.As(err, &bad) || bad.Field == "" || bad.Problem == "" {
				t.Errorf("got %v, %v", r, err)
			}
		})
	}
}

// endless writes for as long as it is read.
func endless(prefix string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/xml")
		if r.Method == http.MethodGet {
			w.Header().Set("Access-Control-Allow-Origin", app)
		}
		w.WriteHeader(map[string]int{"OPTIONS": 403}[r.Method] + map[string]int{"GET": 200}[r.Method])
		_, err := io.WriteString(w, prefix)
		for err == nil {
			_, err = io.WriteString(w, strings.Repeat("<a>", 4096))
		}
	})
}

func TestBodiesWithoutEndAreBounded(t *testing.T) {
	t.Parallel()
	for _, prefix := range []string{"", "<Error><Code>AccessForbidden</Code>", "<!DOCTYPE html><html>", "{"} {
		for _, method := range []string{"PUT", "GET"} {
			t.Run(prefix+method, func(t *testing.T) {
				t.Parallel()
				s := httptest.NewServer(endless(prefix))
				t.Cleanup(s.Close)
				start := time.Now()
				r := examine(t, doctor.Patient{Fetch: url(s.URL+"/k", page(method))})
				if took := time.Since(start); took > 10*time.Second || r.Verdict.Allowed == (method == "PUT") || len(text(t, r)) > 20_000 {
					t.Errorf("%v:\n%.2000s", took, text(t, r))
				}
			})
		}
	}
}

// TestNoSecretIsShown has a server that says everything that it was sent.
func TestNoSecretIsShown(t *testing.T) {
	t.Parallel()
	const signature, token, key, cookie, words, decoded = "f00dfacef00dfacef00dfacedeadbeef", "FwoGZXIvYXdzEBYaDCanary+Token/==", "AKIACANARY0EXAMPLE7", "session-canary-42", "a1 b2 c3 d4 e5", "only+decoded/canary="
	address := "https://store.example/photos/cat.png?X-Amz-Credential=" + key + "%2F20261121%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Security-Token=FwoGZXIvYXdzEBYaDCanary%2BToken%2F%3D%3D&sig=only%2Bdecoded%2Fcanary%3D&X-Amz-Signature=" + signature
	for _, status := range []int{200, 301, 302, 400, 403, 500} {
		for _, method := range []string{"GET", "PUT"} {
			t.Run(fmt.Sprint(status, method), func(t *testing.T) {
				t.Parallel()
				front := &front{handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					all := r.URL.String() + " " + strings.Join(r.Header.Values("Authorization"), " ") + " " + signature + " " + token + " " + key + " " + cookie + " " + words + " " + decoded
					for _, name := range []string{"Location", "Via", "Server", "Access-Control-Allow-Origin", "Access-Control-Allow-Headers", "X-Cache", "X-Amz-Bucket-Region"} {
						w.Header().Set(name, all)
					}
					w.WriteHeader(status)
					_, _ = io.WriteString(w, refusal("SignatureDoesNotMatch"+signature, "You sent "+strings.ReplaceAll(all, "&", "&amp;"), "<Endpoint>"+token+"</Endpoint><Region>"+key+"</Region>"))
				})}
				f := url(address, page(method, "Authorization", "Bearer "+cookie, "X-Amz-Security-Token", token, "X-Api-Key", words))
				r := examine(t, doctor.Patient{Fetch: f}, doctor.WithTransport(front))
				said, err := json.Marshal(r)
				if err != nil {
					t.Fatal(err)
				}
				for _, secret := range []string{signature, token, key, cookie, words, decoded, "Canary%2BToken"} {
					if strings.Contains(text(t, r), secret) || strings.Contains(string(said), secret) || strings.Contains(fmt.Sprintf("%+v", *r), secret) {
						t.Errorf("%s is shown:\n%s", secret, text(t, r))
					}
				}
			})
		}
	}
}

func TestHostileWordsStayOnTheirLine(t *testing.T) {
	t.Parallel()
	front := &front{handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Server", "a\x1b[31mred")
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, "<Error><Code>x\ny</Code><Message>&#27;[2Jgone &#x9b;1m \u202e"+strings.Repeat("long ", 500)+"</Message></Error>")
	})}
	r := examine(t, doctor.Patient{Fetch: url("https://store.example/k", page("PUT"))}, doctor.WithTransport(front))
	got := text(t, r)
	if strings.ContainsAny(got, "\x1b\u009b\u202e") || len(got) > 20_000 {
		t.Errorf("got:\n%q", got)
	}
}

// TestNothingIsChangedUnasked sends nothing that changes the store, and what it
// sends is unsigned.
func TestNothingIsChangedUnasked(t *testing.T) {
	t.Parallel()
	for _, method := range []string{"PUT", "POST", "DELETE"} {
		for _, writing := range []bool{false, true} {
			t.Run(fmt.Sprint(method, writing), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, "s3", one(app, method, "*"))
				before := len(w.front.lines)
				opts := []doctor.Option{nil}
				if writing {
					opts = append(opts, doctor.WithWriting([]byte("woof")))
				}
				examine(t, doctor.Patient{Bucket: w.bucket, Provider: "s3", Key: key, Fetch: page(method)}, opts...)
				asked := w.front.lines[before:]
				if slices.Contains(asked, method+" "+app) != writing || slices.Contains(asked, method+" ") {
					t.Errorf("sent %q", asked)
				}
			})
		}
	}
}

func TestNothingIsWrittenThatThePreflightRefuses(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "s3", one(app, "GET", "*"))
	before := len(w.front.lines)
	examine(t, doctor.Patient{Bucket: w.bucket, Provider: "s3", Key: key, Fetch: page("PUT")}, doctor.WithWriting([]byte("woof")))
	if asked := w.front.lines[before:]; slices.Contains(asked, "PUT "+app) {
		t.Errorf("sent %q", asked)
	}
}

func TestExaminationsAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "cos", with(one(app, "GET", ""), one(app, "PUT", "*", "ETag")))
	p := doctor.Patient{Bucket: w.bucket, Provider: "cos", Key: key, Fetch: page("PUT", "Content-Type", "image/png"), Reads: []string{"ETag"}}
	want := text(t, examine(t, p))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			r, err := doctor.Examine(t.Context(), p)
			if err != nil {
				t.Error(err)
				return
			}
			if got := text(t, r); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
	all.Wait()
}

func TestRequestsThatNoBrowserSends(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fetch   cors.Fetch
		problem int
		code    string
	}{
		"TRACE":               {url("https://store.example/k", page("TRACE")), 8, "impossible-method"},
		"a URL with a user":   {url("https://me:secret@store.example/k", page("GET")), 0, "impossible-request"},
		"a URL of ftp":        {url("ftp://store.example/k", page("GET")), 0, "impossible-request"},
		"a header of a blank": {url("https://store.example/k", page("GET", "a b", "c")), 6, "impossible-header"},
		"an origin with a path": {
			url("https://store.example/k", from("https://app.example/a/b", page("GET"))), 9, "impossible-origin",
		},
		"an origin in capitals": {url("https://store.example/k", from("https://APP.example", page("GET"))), 12, "impossible-origin"},
		"an origin with the default port": {
			url("https://store.example/k", from("https://app.example:443", page("GET"))), 11, "impossible-origin",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := examine(t, doctor.Patient{Fetch: test.fetch}, doctor.WithTransport(failing{errors.New("nothing may be sent")}))
			if len(r.Findings) != 1 || r.Findings[0].Problem != test.problem || r.Findings[0].Code != test.code || r.Findings[0].Level != doctor.Error || r.Verdict.Allowed || len(r.Exchanges) > 0 {
				t.Errorf("got:\n%s", text(t, r))
			}
			if strings.Contains(text(t, r), "secret") {
				t.Errorf("a password is shown:\n%s", text(t, r))
			}
		})
	}
}
