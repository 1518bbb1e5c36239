// SPDX-License-Identifier: Apache-2.0

package doctor_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
)

// The things that stand in front of a store in these tests. Each wraps it.

// cache keeps what is read, by URL alone: it does not know of Vary. It tells
// what it did where marked.
func cache(marked bool, warm ...string) func(http.Handler) http.Handler {
	return func(store http.Handler) http.Handler {
		var mu sync.Mutex
		kept := map[string]*httptest.ResponseRecorder{}
		h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method != http.MethodGet && r.Method != http.MethodHead || r.URL.Query().Has("cors") {
				store.ServeHTTP(w, r)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			name := r.Method + r.Host + r.URL.Path + "?" + r.URL.RawQuery
			answer, hit := kept[name]
			if !hit {
				answer = httptest.NewRecorder()
				store.ServeHTTP(answer, r)
				if answer.Code == http.StatusOK {
					kept[name] = answer
				}
			}
			repeat(w, answer, marked, hit)
		})
		for _, line := range warm { // method, URL, origin
			fields := strings.Fields(line + " ")
			r := httptest.NewRequest(fields[0], fields[1], nil)
			if len(fields) > 2 {
				r.Header.Set("Origin", fields[2])
			}
			h.ServeHTTP(httptest.NewRecorder(), r)
		}
		return h
	}
}

func repeat(w http.ResponseWriter, answer *httptest.ResponseRecorder, marked, hit bool) {
	maps.Copy(w.Header(), answer.Header())
	if marked {
		w.Header().Set("Via", "1.1 edge.cdn.example")
		w.Header().Set("X-Cache", map[bool]string{true: "Hit from edge", false: "Miss from edge"}[hit])
	}
	if hit && marked {
		w.Header().Set("Age", "42")
	}
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
}

// without drops headers of requests; with "real" first, not of preflights.
func without(names ...string) func(http.Handler) http.Handler {
	return func(store http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if names[0] != "real" || r.Method != http.MethodOptions {
				for _, name := range names {
					r.Header.Del(name)
				}
			}
			store.ServeHTTP(w, r)
		})
	}
}

// changing alters the headers of answers; only is a method, "" for all.
func changing(only string, change func(http.Header)) func(http.Handler) http.Handler {
	return func(store http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			answer := httptest.NewRecorder()
			store.ServeHTTP(answer, r)
			if only == "" || only == r.Method {
				change(answer.Header())
			}
			repeat(w, answer, false, false)
		})
	}
}

func cacheable(h http.Header) { h.Set("Cache-Control", "public, max-age=86400") }

// answering gives one answer to all requests of a method in place of the
// store's; where is a part of the URL, "" for any.
func answering(method, where string, status int, body string, lines ...string) func(http.Handler) http.Handler {
	return func(store http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method != method || !strings.Contains(r.URL.String(), where) || where == "" && r.URL.Query().Has("cors") {
				store.ServeHTTP(w, r)
				return
			}
			for i := 0; i+1 < len(lines); i += 2 {
				w.Header().Add(lines[i], lines[i+1])
			}
			if strings.HasPrefix(body, "<?xml") {
				w.Header().Set("Content-Type", "application/xml")
			}
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		})
	}
}

// both puts one thing in front of another.
func both(outer, inner func(http.Handler) http.Handler) func(http.Handler) http.Handler {
	return func(store http.Handler) http.Handler { return outer(inner(store)) }
}

// refusal is the error document of a store.
func refusal(code, message string, more ...string) string {
	return fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>%s</Code><Message>%s</Message>%s</Error>`, code, message, strings.Join(more, ""))
}

const page403 = "<!DOCTYPE html><html><head><title>403</title></head><body>The request could not be satisfied.</body></html>"

// worded has another code for what the rules refuse.
func worded(code string) func(http.Handler) http.Handler {
	return func(store http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			answer := httptest.NewRecorder()
			store.ServeHTTP(answer, r)
			if answer.Code != http.StatusForbidden {
				repeat(w, answer, false, false)
				return
			}
			w.WriteHeader(http.StatusForbidden)
			_, _ = w.Write([]byte(refusal(code, "")))
		})
	}
}

// without1 removes a header of answers.
func without1(name string) func(http.Header) { return func(h http.Header) { h.Del(name) } }
