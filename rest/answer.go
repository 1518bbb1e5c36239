// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"io"
	"net/http"
)

// holding is the body of an answer while p may still be read: it releases p when it
// is closed, or has been read to its end. p may be nil.
func (p *payload) holding(answer io.ReadCloser) io.ReadCloser {
	if p == nil || p.source == nil {
		return answer
	}
	if answer == http.NoBody {
		p.release()
		return answer
	}
	return &holder{answer, p}
}

// holder is the body of an answer that came while a payload was being sent.
type holder struct {
	body    io.ReadCloser
	payload *payload
}

// Read implements [io.Reader]. Nothing can come of the payload after an error.
func (h *holder) Read(b []byte) (int, error) {
	n, err := h.body.Read(b)
	if err != nil {
		h.payload.release()
	}
	return n, err
}

// Close implements [io.Closer].
func (h *holder) Close() error {
	defer h.payload.release()
	return h.body.Close()
}
