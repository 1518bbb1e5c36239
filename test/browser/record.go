// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"net/http"
	"sync"
)

// recorder remembers the exchanges of every attempt.
type recorder struct {
	mu   sync.Mutex
	byID map[string][]*exchange
}

// of gives what was seen of an attempt so far.
func (r *recorder) of(id string) []*exchange {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := make([]*exchange, 0, len(r.byID[id]))
	for _, x := range r.byID[id] {
		list = append(list, &exchange{x.Method, x.URL, x.Header, x.Status, x.Answer})
	}
	return list
}

// wrap records what h is asked and answers.
func (r *recorder) wrap(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		id := idOf(req.RequestURI)
		if id == "" {
			h.ServeHTTP(w, req)
			return
		}
		scheme := "http://"
		if req.TLS != nil {
			scheme = "https://"
		}
		x := &exchange{Method: req.Method, URL: scheme + req.Host + req.RequestURI, Header: req.Header.Clone()}
		r.mu.Lock()
		r.byID[id] = append(r.byID[id], x)
		r.mu.Unlock()
		h.ServeHTTP(&recording{ResponseWriter: w, recorder: r, exchange: x}, req)
	})
}

// recording notes the head of an answer before it goes out.
type recording struct {
	http.ResponseWriter

	recorder *recorder
	exchange *exchange
}

// WriteHeader notes and sends the head.
func (w *recording) WriteHeader(status int) {
	w.recorder.mu.Lock()
	if w.exchange.Status == 0 {
		w.exchange.Status, w.exchange.Answer = status, w.Header().Clone()
	}
	w.recorder.mu.Unlock()
	w.ResponseWriter.WriteHeader(status)
}

// Write sends a part of the body, after the head.
func (w *recording) Write(p []byte) (int, error) {
	if w.exchange.Status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	return w.ResponseWriter.Write(p)
}

// Unwrap is for http.ResponseController.
func (w *recording) Unwrap() http.ResponseWriter { return w.ResponseWriter }
