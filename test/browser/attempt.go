// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
)

// attempt is one request as a script makes it.
type attempt struct {
	// ID is in the path of every URL that the request goes to. It tells whose
	// an exchange is, and keeps the browser's caches of one attempt from
	// another's. Attempts that share an ID share caches.
	ID string `json:"-"`
	// Page is where the script is: one of pages.
	Page string `json:"-"`

	URL         string      `json:"url"`
	Method      string      `json:"method"`
	Headers     [][2]string `json:"headers"`
	Credentials string      `json:"credentials"`
	Mode        string      `json:"mode"`
	Cache       string      `json:"cache"`
	// Body is sent as it is; of BodyType it is a Blob.
	Body     *string `json:"body"`
	BodyType *string `json:"bodyType"`
	// XHR uploads with a listener for progress.
	XHR bool `json:"xhr"`
}

// observed is what came of an attempt.
type observed struct {
	// Refused is what was thrown before anything was sent, Failed what the
	// script was told when it was not let see the answer; "" for neither.
	Refused string `json:"refused"`
	Failed  string `json:"failed"`
	// Hung says that there was no end to it.
	Hung bool `json:"hung"`
	// Status, Type and URL are those of the answer that the script got to see,
	// Visible the names of its headers.
	Status  int      `json:"status"`
	Type    string   `json:"type"`
	URL     string   `json:"url"`
	Visible []string `json:"visible"`

	// Why is the browser's reason for Failed.
	Why why `json:"-"`
	// Exchanges are what the server saw of it, in order.
	Exchanges []*exchange `json:"-"`
}

// why is how the DevTools protocol explains a failure.
type why struct {
	Error string `json:"errorText"`
	// Blocked says what stopped it before CORS was looked at.
	Blocked string `json:"blockedReason"`
	CORS    struct {
		Error     string `json:"corsError"`
		Parameter string `json:"failedParameter"`
	} `json:"corsErrorStatus"`
}

// allowed says whether the script got to see the answer.
func (o *observed) allowed() bool { return o.Refused == "" && o.Failed == "" && !o.Hung }

// preflighted says that there was a preflight.
func (o *observed) preflighted() bool {
	return slices.ContainsFunc(o.Exchanges, (*exchange).preflight)
}

// exchange is a request as it reached the server, and the answer's head.
type exchange struct {
	Method, URL string
	Header      http.Header
	Status      int
	Answer      http.Header
}

// preflight: no script can send the header that tells one.
func (x *exchange) preflight() bool {
	return x.Method == http.MethodOptions && x.Header.Get("Access-Control-Request-Method") != ""
}

// String is the request line, what CORS looks at, and the status.
func (x *exchange) String() string {
	var s strings.Builder
	s.WriteString(x.Method + " " + x.URL)
	for _, name := range []string{"Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"} {
		if values := x.Header.Values(name); values != nil {
			fmt.Fprintf(&s, " [%s: %s]", name, strings.Join(values, " | "))
		}
	}
	fmt.Fprintf(&s, " -> %d", x.Status)
	return s.String()
}

var ids atomic.Int64

// newID is one that no other attempt has.
func newID() string { return fmt.Sprintf("case-%06d", ids.Add(1)) }

var idPattern = regexp.MustCompile(`case-\d{6,}`)

// idOf is the ID in a URL, "" for none.
func idOf(url string) string { return idPattern.FindString(url) }
