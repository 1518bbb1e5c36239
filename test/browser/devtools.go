// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
)

// errGone is what calls get after the browser has closed its end.
var errGone = errors.New("the browser has gone")

// devtools is a client of the DevTools protocol over a pipe: messages are JSON
// that ends in a zero byte. It is safe for concurrent use.
//
// Chromium speaks the same protocol over a WebSocket. A pipe needs no library,
// no port that others could find, and ends with the process at its other end.
type devtools struct {
	w io.Writer

	mu      sync.Mutex // guards what follows, and writing
	last    int64
	waiting map[int64]chan message
	watcher map[string]func(event)
	err     error
}

// message is what travels, in both directions.
type message struct {
	ID        int64           `json:"id,omitempty"`
	SessionID string          `json:"sessionId,omitempty"`
	Method    string          `json:"method,omitempty"`
	Params    json.RawMessage `json:"params,omitempty"`
	Result    json.RawMessage `json:"result,omitempty"`
	Error     *refusal        `json:"error,omitempty"`
}

// refusal is why the browser did not do what it was told.
type refusal struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

// event is something that happened in a session.
type event struct {
	Method string
	Params json.RawMessage
}

// newDevtools speaks over w and listens to r until that ends.
func newDevtools(w io.Writer, r io.Reader) *devtools {
	d := &devtools{w: w, waiting: map[int64]chan message{}, watcher: map[string]func(event){}}
	go d.listen(bufio.NewReaderSize(r, 1<<20))
	return d
}

// watch has every event of a session given to f, one after the other. f must
// not call.
func (d *devtools) watch(session string, f func(event)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.watcher[session] = f
}

// call sends a command to a session, "" for the browser itself, and waits for
// its result, which it decodes into out unless that is nil.
func (d *devtools) call(ctx context.Context, session, method string, params, out any) error {
	p, err := json.Marshal(params)
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	answer, id, err := d.send(message{SessionID: session, Method: method, Params: p})
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	select {
	case <-ctx.Done():
		d.forget(id)
		return fmt.Errorf("%s: %w", method, ctx.Err())
	case m, ok := <-answer:
		switch {
		case !ok:
			return fmt.Errorf("%s: %w", method, errGone)
		case m.Error != nil:
			return fmt.Errorf("%s: the browser says %d %s", method, m.Error.Code, m.Error.Message)
		case out == nil:
			return nil
		}
		if err := json.Unmarshal(m.Result, out); err != nil {
			return fmt.Errorf("%s: %w", method, err)
		}
		return nil
	}
}

func (d *devtools) send(m message) (<-chan message, int64, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.err != nil {
		return nil, 0, d.err
	}
	d.last++
	m.ID = d.last
	data, err := json.Marshal(m)
	if err != nil {
		return nil, 0, err
	}
	answer := make(chan message, 1)
	d.waiting[m.ID] = answer
	if _, err := d.w.Write(append(data, 0)); err != nil {
		delete(d.waiting, m.ID)
		return nil, 0, err
	}
	return answer, m.ID, nil
}

func (d *devtools) forget(id int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.waiting, id)
}

// listen sorts what comes into answers and events until nothing comes any more.
func (d *devtools) listen(r *bufio.Reader) {
	for {
		data, err := r.ReadBytes(0)
		if err != nil {
			d.close()
			return
		}
		var m message
		if json.Unmarshal(data[:len(data)-1], &m) != nil {
			continue
		}
		d.mu.Lock()
		answer, watcher := d.waiting[m.ID], d.watcher[m.SessionID]
		delete(d.waiting, m.ID)
		d.mu.Unlock()
		switch {
		case answer != nil:
			answer <- m
		case m.Method != "" && watcher != nil:
			watcher(event{m.Method, m.Params})
		}
	}
}

func (d *devtools) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.err = errGone
	for id, answer := range d.waiting {
		delete(d.waiting, id)
		close(answer)
	}
}
