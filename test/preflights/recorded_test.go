// SPDX-License-Identifier: Apache-2.0

package preflights

import (
	"bufio"
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/cors"
)

// exchange is a request and what a server answered.
type exchange struct {
	server, title string
	asked         *http.Request
	answer        *http.Response
	raw           []byte // the answer, as it goes over a connection
}

// recorded reads every exchange, in the order of files and lines. Without the
// files there are none, and a line that says so.
func recorded(t *testing.T) []exchange {
	t.Helper()
	dir := os.Getenv("PAIL_CONFORMANCE")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "conformance")
	}
	files, err := filepath.Glob(filepath.Join(dir, "preflights", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Log("not run: set PAIL_CONFORMANCE to the folder whose preflights/*.txt are the recorded exchanges")
		return nil
	}
	var all []exchange
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		server := strings.TrimSuffix(filepath.Base(file), ".txt")
		starts := regexp.MustCompile(`(?m)^##### `).FindAllIndex(text, -1)
		for i, at := range starts {
			end := len(text)
			if i+1 < len(starts) {
				end = starts[i+1][0]
			}
			all = append(all, parse(t, server, text[at[1]:end]))
		}
	}
	return all
}

// parse reads one exchange. The lines of the record end in a newline alone.
func parse(t *testing.T, server string, text []byte) exchange {
	t.Helper()
	parts := regexp.MustCompile(`(?s)\A([^\n]+)\n>>> request\n(.*?)\n<<< response\n(.*)\z`).FindSubmatch(text)
	if parts == nil {
		t.Fatalf("%s: not an exchange: %.80q", server, text)
	}
	x := exchange{server: server, title: string(parts[1])}
	var err error
	if x.asked, err = http.ReadRequest(bufio.NewReader(bytes.NewReader(append(lines(bytes.TrimRight(parts[2], "\n")), "\r\n\r\n"...)))); err != nil {
		t.Fatalf("%s %s: %v", server, x.title, err)
	}
	head, body, _ := bytes.Cut(parts[3], []byte("\n\n"))
	x.raw = append(lines(head), "\r\n\r\n"...)
	if bytes.Contains(bytes.ToLower(head), []byte("transfer-encoding: chunked")) {
		body = chunks(body)
	}
	x.raw = append(x.raw, body...)
	if x.answer, err = http.ReadResponse(bufio.NewReader(bytes.NewReader(x.raw)), x.asked); err != nil {
		t.Fatalf("%s %s: %v", server, x.title, err)
	}
	return x
}

func lines(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")) }

// chunks gives the lines around chunks the ends that HTTP wants.
func chunks(text []byte) (body []byte) {
	for {
		size, rest, _ := bytes.Cut(text, []byte("\n"))
		n, err := strconv.ParseUint(string(size), 16, 31)
		if err != nil || n == 0 || int(n) > len(rest) {
			return append(body, "0\r\n\r\n"...)
		}
		body = append(append(append(append(body, size...), "\r\n"...), rest[:n]...), "\r\n"...)
		text = bytes.TrimPrefix(rest[n:], []byte("\n"))
	}
}

// isPreflight says that the exchange is about a preflight, or an attempt at one.
func (x *exchange) isPreflight() bool { return x.asked.Method == http.MethodOptions }

// request is what the page behind the exchange wants.
func (x *exchange) request(credentials bool) cors.Request {
	h := x.asked.Header
	r := cors.Request{Origin: h.Get("Origin"), Method: x.asked.Method, Credentials: credentials}
	if x.isPreflight() {
		r.Method = h.Get("Access-Control-Request-Method")
		if names := h.Get("Access-Control-Request-Headers"); names != "" {
			r.Headers = strings.Split(names, ",")
		}
	}
	return r
}

// judge is package cors's verdict.
func (x *exchange) judge(credentials bool) cors.Verdict {
	a := &cors.Answer{Status: x.answer.StatusCode, Header: x.answer.Header}
	if x.isPreflight() {
		return cors.Browser(x.request(credentials), a, nil)
	}
	return cors.Browser(x.request(credentials), nil, a)
}
