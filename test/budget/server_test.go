// SPDX-License-Identifier: Apache-2.0

package budget_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// serverVariable makes the test binary the server.
const serverVariable = "PAIL_BUDGET_SERVER"

func TestMain(m *testing.M) {
	if os.Getenv(serverVariable) != "" {
		if err := serve(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// start starts the server in a process of its own, until the test ends.
func start(t *testing.T) (url string) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(context.Background(), exe) //nolint:usetesting // it ends when its input does
	cmd.Env = append(os.Environ(), serverVariable+"=1")
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = stdin.Close()
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(line)
}

// serve answers on loopback until standard input ends.
func serve() error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	var opened atomic.Int64
	s := &http.Server{
		Handler:           answers(&opened),
		ReadHeaderTimeout: time.Minute,
		ConnState: func(_ net.Conn, state http.ConnState) {
			if state == http.StateNew {
				opened.Add(1)
			}
		},
	}
	fmt.Fprintln(os.Stdout, "http://"+l.Addr().String())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		_ = s.Close()
	}()
	if err := s.Serve(l); err != http.ErrServerClosed {
		return err
	}
	return nil
}

const (
	keys        = 1000
	objectSize  = 1024
	missing     = "missing"
	connections = "/connections"
)

// answers are those of S3, with the headers that S3 sends.
func answers(opened *atomic.Int64) http.Handler {
	object := []byte(strings.Repeat("x", objectSize))
	page := []byte(listing())
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h["X-Amz-Request-Id"] = []string{"4442587FB7D0A2F9"}
		h["X-Amz-Id-2"] = []string{"vlR7PnpV2Ce81l0PRw6jlUpck7Jo5ZsQjryTjKlc5aLWGVHPZLj5NeC6qMa0emYBDXOo6QBU0Wo="}
		_, _ = io.Copy(io.Discard, r.Body)
		_, isCORS := r.URL.Query()["cors"]
		switch {
		case r.URL.Path == connections:
			fmt.Fprint(w, opened.Load())
		case r.Method == http.MethodOptions:
			h["Access-Control-Allow-Origin"] = []string{"https://app.example"}
			h["Access-Control-Allow-Methods"] = []string{"GET, PUT"}
			h["Access-Control-Allow-Headers"] = []string{"content-type"}
			h["Access-Control-Max-Age"] = []string{"3000"}
			h["Access-Control-Allow-Credentials"] = []string{"true"}
			h["Vary"] = []string{"Origin, Access-Control-Request-Headers, Access-Control-Request-Method"}
		case strings.HasSuffix(r.URL.Path, missing):
			h["Content-Type"] = []string{"application/xml"}
			w.WriteHeader(http.StatusNotFound)
			_, _ = io.WriteString(w, noSuchKey)
		case isCORS:
			h["Content-Type"] = []string{"application/xml"}
			_, _ = io.WriteString(w, corsRules)
		case r.URL.Query().Get("list-type") == "2":
			h["Content-Type"] = []string{"application/xml"}
			_, _ = w.Write(page)
		default:
			h["Etag"] = []string{`"9b2cf535f27731c974343645a3985328"`}
			if r.Method == http.MethodPut {
				return
			}
			h["Last-Modified"] = []string{"Wed, 12 Oct 2022 17:50:00 GMT"}
			h["Content-Type"] = []string{"text/plain"}
			h["Accept-Ranges"] = []string{"bytes"}
			h["X-Amz-Meta-Owner"] = []string{"budget"}
			h["Content-Length"] = []string{"1024"}
			if r.Method == http.MethodGet {
				_, _ = w.Write(object)
			}
		}
	})
}

const noSuchKey = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>missing</Key><RequestId>4442587FB7D0A2F9</RequestId><HostId>vlR7PnpV2Ce81l0PRw6jlUpck7Jo5ZsQjryTjKlc5aLWGVHPZLj5NeC6qMa0emYBDXOo6QBU0Wo=</HostId></Error>`

const corsRules = `<?xml version="1.0" encoding="UTF-8"?>
<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><CORSRule><ID>app</ID><AllowedOrigin>https://app.example</AllowedOrigin><AllowedOrigin>https://*.app.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><ExposeHeader>x-amz-request-id</ExposeHeader><MaxAgeSeconds>3000</MaxAgeSeconds></CORSRule></CORSConfiguration>`

// listing is a page of a thousand objects.
func listing() string {
	var s strings.Builder
	s.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>photos</Name><Prefix></Prefix><KeyCount>1000</KeyCount><MaxKeys>1000</MaxKeys><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>`)
	for i := range keys {
		fmt.Fprintf(&s, `<Contents><Key>photos/2026/11/%06d.jpg</Key><LastModified>2026-11-21T03:46:%02d.000Z</LastModified><ETag>&quot;%032x&quot;</ETag><Size>%d</Size><StorageClass>STANDARD</StorageClass></Contents>`, i, i%60, i, 1000+i)
	}
	s.WriteString(`</ListBucketResult>`)
	return s.String()
}
