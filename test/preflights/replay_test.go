// SPDX-License-Identifier: Apache-2.0

package preflights

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/service"
)

// TestReplayedPreflightsAreJudgedAsRecorded sends the recorded bytes over a
// connection, to Bucket.PreflightURL and to Bucket.Preflight: both fold them
// into the verdict that package cors gives of the answer, whatever the provider
// that the client is made for.
func TestReplayedPreflightsAreJudgedAsRecorded(t *testing.T) {
	t.Parallel()
	all := slices.DeleteFunc(recorded(t), func(x exchange) bool { return !x.isPreflight() })
	if len(all) == 0 {
		return
	}
	s := newStore(t)
	judged := 0
	for _, x := range all {
		for _, credentials := range []bool{false, true} {
			r, want := x.request(credentials), x.judge(credentials)
			var opts []bucket.Option
			if r.Origin == "" || r.Method == "" {
				opts = append(opts, bucket.Verbatim())
			}
			for _, provider := range []string{"s3", "qingstor"} {
				b := s.bucket(t, provider)
				for name, ask := range map[string]func() (cors.Verdict, error){
					"PreflightURL": func() (cors.Verdict, error) {
						return b.PreflightURL(t.Context(), "http://store.test"+x.asked.RequestURI, r, opts...)
					},
					"Preflight": func() (cors.Verdict, error) { return b.Preflight(t.Context(), r, opts...) },
				} {
					got, sent, err := s.run(&x, ask)
					if err != nil {
						t.Errorf("%s %s: %s of %s: %v", x.server, x.title, name, provider, err)
						continue
					}
					if !strings.HasPrefix(got.Detail, want.Detail) {
						t.Errorf("%s %s: detail %q, want %q first", x.server, x.title, got.Detail, want.Detail)
					}
					got.Detail = want.Detail
					if diff := cmp.Diff(want, got); diff != "" {
						t.Errorf("%s %s: %s of %s (-Browser +bucket):\n%s", x.server, x.title, name, provider, diff)
					}
					if name == "PreflightURL" && sent.RequestURI != x.asked.RequestURI {
						t.Errorf("%s %s: sent %s", x.server, x.title, sent.RequestURI)
					}
					asRecorded(t, &x, sent)
					judged++
				}
			}
		}
	}
	t.Logf("%d recorded preflights, replayed %d times", len(all), judged)
}

// asRecorded compares what was sent with the record, but for the signatures
// that some of it has: no preflight is signed.
func asRecorded(t *testing.T, x *exchange, sent *http.Request) {
	t.Helper()
	if sent.Method != http.MethodOptions || sent.Header.Get("Authorization") != "" {
		t.Errorf("%s %s: sent %s with %v", x.server, x.title, sent.Method, sent.Header)
	}
	for _, name := range []string{"Origin", "Access-Control-Request-Method"} {
		if got, want := sent.Header.Get(name), x.asked.Header.Get(name); got != want {
			t.Errorf("%s %s: sent %s %q, recorded %q", x.server, x.title, name, got, want)
		}
	}
	names := split(x.asked.Header["Access-Control-Request-Headers"])
	slices.Sort(names)
	if got := sent.Header.Get("Access-Control-Request-Headers"); got != strings.Join(names, ",") {
		t.Errorf("%s %s: sent names %q, recorded %q", x.server, x.title, got, names)
	}
}

// store is a socket that answers with what was recorded.
type store struct {
	listener net.Listener
	answers  chan []byte
	asked    chan *http.Request
}

func newStore(t *testing.T) *store {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	s := &store{l, make(chan []byte, 1), make(chan *http.Request, 1)}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			if r, err := http.ReadRequest(bufio.NewReader(c)); err == nil {
				_, _ = c.Write(<-s.answers)
				s.asked <- r
			}
			_ = c.Close()
		}
	}()
	return s
}

// bucket is a bucket behind the socket, whatever its host.
func (s *store) bucket(t *testing.T, provider string) *bucket.Bucket {
	t.Helper()
	cfg, err := config.Load(t.Context(), config.WithoutEnvironment(), config.WithProvider(provider), config.WithEndpoint("http://store.test"),
		config.WithRegion("us-east-1"), config.WithAddressing("path"), config.WithStaticCredentials("AKIAEXAMPLE", "secret", ""), config.WithMaxAttempts(1),
		config.WithTransport(&http.Transport{DisableKeepAlives: true, DisableCompression: true, DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, s.listener.Addr().String())
		}}))
	if err != nil {
		t.Fatal(err)
	}
	client, err := service.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return client.Bucket("photos")
}

// run asks, and gives what came over the socket.
func (s *store) run(x *exchange, ask func() (cors.Verdict, error)) (v cors.Verdict, sent *http.Request, err error) {
	s.answers <- x.raw
	v, err = ask()
	if err != nil {
		select {
		case <-s.asked:
		case <-s.answers: // nothing was sent
		}
		return v, nil, err
	}
	return v, <-s.asked, nil
}
