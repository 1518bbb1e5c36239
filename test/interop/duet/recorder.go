// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"bytes"
	"io"
	"net/http"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Exchange is a request as it was sent, and what was said to it.
type Exchange struct {
	// Call is the method of the SDK that sent it, such as Client.PutObject; ""
	// when nobody of the SDK's packages did.
	Call    string
	Request *http.Request
	// Signed says that it had an Authorization header or a signed URL.
	Signed bool
	// Status and Code are the answer's.
	Status int
	Code   string
}

// Recorder is a transport below an SDK. It is safe for concurrent use.
type Recorder struct {
	Base http.RoundTripper
	// Packages are the import paths of the SDK whose methods are looked for.
	Packages []string

	mu        sync.Mutex
	exchanges []Exchange
	noted     []string
}

// Exchanges are those so far, in the order of their answers.
func (r *Recorder) Exchanges() []Exchange {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.exchanges)
}

// Note counts a call that sends nothing, such as one that presigns.
func (r *Recorder) Note(call string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.noted = append(r.noted, call)
}

// Noted are the calls of Note.
func (r *Recorder) Noted() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.noted)
}

// RoundTrip sends the request and writes down what came of it. Of a refusal's
// body it reads the code.
func (r *Recorder) RoundTrip(request *http.Request) (*http.Response, error) {
	x := Exchange{Call: r.caller(), Request: request.Clone(request.Context()), Signed: signed(request)}
	answer, err := r.Base.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	x.Status = answer.StatusCode
	if answer.StatusCode >= http.StatusMultipleChoices {
		text, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil {
			return nil, err
		}
		x.Code = codeOf(text)
		answer.Body = io.NopCloser(bytes.NewReader(text))
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.exchanges = append(r.exchanges, x)
	return answer, nil
}

// caller is the SDK's method that is outermost on the stack and exported.
func (r *Recorder) caller() string {
	pcs := make([]uintptr, 128)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	call := ""
	for {
		frame, more := frames.Next()
		if name, ok := r.method(frame.Function); ok {
			call = name
		}
		if !more {
			return call
		}
	}
}

// method reads Client.PutObject out of path.(*Client).PutObject and its
// closures. Methods that are not exported, and those of types that are not, are
// not meant.
func (r *Recorder) method(function string) (string, bool) {
	for _, path := range r.Packages {
		rest, ok := strings.CutPrefix(function, path+".")
		if !ok {
			continue
		}
		parts := strings.Split(strings.NewReplacer("(*", "", ")", "").Replace(rest), ".")
		if len(parts) >= 2 && exported(parts[0]) && exported(parts[1]) {
			return parts[0] + "." + parts[1], true
		}
	}
	return "", false
}

func exported(name string) bool { return name != "" && name[0] >= 'A' && name[0] <= 'Z' }

// signed knows the four ways in which the vendors mark a signed URL.
func signed(r *http.Request) bool {
	if r.Header.Get("Authorization") != "" {
		return true
	}
	q := r.URL.Query()
	return q.Has("X-Amz-Signature") || q.Has("q-signature") || q.Has("signature") || q.Has("sign")
}

// code finds the error code of an XML or JSON document.
var code = regexp.MustCompile(`<Code>([^<]*)</Code>|"code"\s*:\s*"([^"]*)"`)

func codeOf(document []byte) string {
	found := code.FindSubmatch(document)
	if found == nil {
		return ""
	}
	return string(found[1]) + string(found[2])
}

// requestID is the id that an answer has, under any vendor's name.
func requestID(h http.Header) string {
	for _, name := range []string{"X-Amz-Request-Id", "X-Cos-Request-Id", "X-Qs-Request-Id"} {
		if id := h.Get(name); id != "" {
			return id
		}
	}
	return ""
}
