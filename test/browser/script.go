// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/seed-40dc4ce0/pail/cors"
)

// The hosts of the store that answers what it is told; a redirect goes from one
// to another.
const (
	scriptHost  = "answers.test"
	secondHost  = "second.test"
	anotherHost = "another.test"
)

// stop is what the scripted store answers at one URL of an attempt: to a
// preflight, and to any other request.
type stop struct {
	Preflight, Actual cors.Answer
}

// script is the store that answers word for word what attempts say. The URL of
// an attempt is http://HOST/ID/STOP, with its stops counted from 1.
type script struct {
	mu    sync.Mutex
	stops map[string][]stop
}

// tell has attempts of an ID answered by stops.
func (s *script) tell(id string, stops ...stop) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stops[id] = stops
}

// ServeHTTP gives the answer that belongs to a URL. In the values of its
// headers, $ID is the attempt's ID.
func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	id := idOf(r.URL.Path)
	_, place, _ := strings.Cut(r.URL.Path, id+"/")
	s.mu.Lock()
	stops := s.stops[id]
	s.mu.Unlock()
	n := strings.IndexByte("123456789", (place + " ")[0])
	if n < 0 || n >= len(stops) {
		http.Error(w, "no case has this URL", http.StatusTeapot)
		return
	}
	answer := stops[n].Actual
	if x := (&exchange{Method: r.Method, Header: r.Header}); x.preflight() {
		answer = stops[n].Preflight
	}
	for name, lines := range answer.Header {
		for _, line := range lines {
			w.Header()[name] = append(w.Header()[name], strings.ReplaceAll(line, "$ID", id))
		}
	}
	w.WriteHeader(answer.Status)
}
