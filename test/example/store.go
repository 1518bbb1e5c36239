// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// store is the service: notes in memory, on the wire as notes.json says. It
// shares no code with the client.
type store struct {
	mu    sync.Mutex
	notes []*note
}

type note struct {
	XMLName   xml.Name `xml:"Note"`
	ID        string   `xml:"id"`
	CreatedAt string   `xml:"createdAt"`
	content

	password string
	revision int
	files    map[string]file
}

type content struct {
	Title    string   `xml:"title"`
	Text     *string  `xml:"text"`
	Kind     *string  `xml:"kind"`
	Tags     []string `xml:"tags>member"`
	Labels   []label  `xml:"labels>entry"`
	RemindAt *string  `xml:"remindAt"`
}

type label struct {
	Key   string `xml:"key"`
	Value string `xml:"value"`
}

type file struct {
	contentType string
	data        []byte
}

// newStore returns the service, which forgets everything when it goes.
func newStore() http.Handler {
	s := &store{}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /notes", s.create)
	mux.HandleFunc("GET /notes", s.list)
	mux.HandleFunc("GET /notes/{id}", s.one(false, func(w http.ResponseWriter, _ *http.Request, n *note) {
		answer(w, http.StatusOK, n.revision, n)
	}))
	mux.HandleFunc("PUT /notes/{id}", s.one(true, s.update))
	mux.HandleFunc("DELETE /notes/{id}", s.one(true, func(w http.ResponseWriter, _ *http.Request, n *note) {
		s.notes = slices.DeleteFunc(s.notes, func(other *note) bool { return other == n })
		w.WriteHeader(http.StatusNoContent)
	}))
	mux.HandleFunc("PUT /notes/{id}/attachments/{name...}", s.one(true, attachFile))
	mux.HandleFunc("GET /notes/{id}/attachments/{name...}", s.one(false, sendFile))
	return mux
}

// one finds the note of a request, and if it is to be changed, compares the
// password.
func (s *store) one(change bool, next func(http.ResponseWriter, *http.Request, *note)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		id := r.PathValue("id")
		i := slices.IndexFunc(s.notes, func(n *note) bool { return n.ID == id })
		switch {
		case i < 0:
			refuse(w, http.StatusNotFound, "NoteNotFound", "There is no such note.", id)
		case change && s.notes[i].password != r.Header.Get("X-Note-Password"):
			refuse(w, http.StatusForbidden, "WrongPassword", "The note has another password.", id)
		default:
			next(w, r, s.notes[i])
		}
	}
}

func (s *store) create(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := &note{
		ID: "n" + strconv.Itoa(len(s.notes)+1), CreatedAt: "2026-11-21T09:00:00Z",
		password: r.Header.Get("X-Note-Password"), revision: 1, files: map[string]file{},
	}
	if err := xml.NewDecoder(r.Body).Decode(&n.content); err != nil || r.Header.Get("X-Request-Token") == "" {
		refuse(w, http.StatusBadRequest, "BadRequest", "A document and a token are needed.", "")
		return
	}
	s.notes = append(s.notes, n)
	answer(w, http.StatusCreated, n.revision, struct {
		XMLName xml.Name `xml:"CreateNoteOutput"`
		ID      string   `xml:"id"`
	}{ID: n.ID})
}

func (s *store) update(w http.ResponseWriter, r *http.Request, n *note) {
	var c content
	if err := xml.NewDecoder(r.Body).Decode(&c); err != nil {
		refuse(w, http.StatusBadRequest, "BadRequest", err.Error(), n.ID)
		return
	}
	n.content, n.revision = c, n.revision+1
	answer(w, http.StatusOK, n.revision, nil)
}

func (s *store) list(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	page := struct {
		XMLName xml.Name `xml:"ListNotesOutput"`
		Notes   struct {
			Note []listed `xml:"note"`
		} `xml:"notes"`
		Next string `xml:"next,omitempty"`
	}{}
	most, err := strconv.Atoi(r.FormValue("max"))
	if err != nil {
		most = 100
	}
	for _, n := range s.notes {
		lacks := func(tag string) bool { return !slices.Contains(n.Tags, tag) }
		if n.ID <= r.FormValue("after") || slices.ContainsFunc(r.Form["tag"], lacks) {
			continue
		}
		if len(page.Notes.Note) == most {
			page.Next = page.Notes.Note[most-1].ID
			break
		}
		page.Notes.Note = append(page.Notes.Note, listed{n.ID, n.CreatedAt, n.content})
	}
	answer(w, http.StatusOK, 0, page)
}

// listed is a note without its element's name, which a list gives.
type listed struct {
	ID        string `xml:"id"`
	CreatedAt string `xml:"createdAt"`
	content
}

func attachFile(w http.ResponseWriter, r *http.Request, n *note) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		refuse(w, http.StatusBadRequest, "BadRequest", err.Error(), n.ID)
		return
	}
	n.files[r.PathValue("name")] = file{r.Header.Get("Content-Type"), data}
	w.WriteHeader(http.StatusNoContent)
}

func sendFile(w http.ResponseWriter, r *http.Request, n *note) {
	f, ok := n.files[r.PathValue("name")]
	if !ok {
		refuse(w, http.StatusNotFound, "NoteNotFound", "The note has no such file.", n.ID)
		return
	}
	w.Header().Set("Content-Type", f.contentType)
	_, _ = w.Write(f.data)
}

// answer sends a revision, 0 for none, and a document, nil for none.
func answer(w http.ResponseWriter, status, revision int, document any) {
	if revision > 0 {
		w.Header().Set("X-Note-Revision", strconv.Itoa(revision))
	}
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	if document != nil {
		_ = xml.NewEncoder(w).Encode(document)
	}
}

// refuse sends an error as restXml has them.
func refuse(w http.ResponseWriter, status int, code, message, id string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	var quoted strings.Builder
	_ = xml.EscapeText(&quoted, []byte(id))
	fmt.Fprintf(w, `<ErrorResponse xmlns="https://notes.example/2026/"><Error><Type>Sender</Type><Code>%s</Code>`+
		`<Message>%s</Message><id>%s</id></Error><RequestId>r-7</RequestId></ErrorResponse>`, code, message, &quoted)
}
