// SPDX-License-Identifier: Apache-2.0

package body

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"

	"github.com/seed-40dc4ce0/pail/internal/checksum"
	"github.com/seed-40dc4ce0/pail/signer"
)

// SmallBody is the size up to which a body that is in memory or can be
// rewound is copied before it is sent.
const SmallBody = 32 << 10

// InputError is a body that cannot be sent as it was given. The pipeline
// makes it one line of bucket.InputError.
type InputError struct {
	// Member is the input member at fault: "Body" or "ContentLength".
	Member string

	// Problem says what is wrong and what to do.
	Problem string

	// Err is the reader's own error, if it has one.
	Err error
}

// Error returns the member and the problem.
func (e *InputError) Error() string {
	if e.Err != nil {
		return e.Member + ": " + e.Problem + ": " + e.Err.Error()
	}
	return e.Member + ": " + e.Problem
}

// Unwrap returns the reader's error.
func (e *InputError) Unwrap() error { return e.Err }

// Upload is one request body. The zero value is a request without one. It is
// for one call at a time and must not be copied after Prepare.
type Upload struct {
	source io.Reader // the caller's; nil if the body is in data
	seeker io.Seeker // source, if it can be rewound
	start  int64     // seeker's offset at which the body begins
	data   []byte    // the body itself, if small or written by us
	length int64
	used   bool         // the source has been read
	first  bytes.Reader // data, for the first attempt
	opened bool

	framing framing
	trailer checksum.Algorithm
	chunks  *signer.ChunkSigner

	latest *stream // the latest attempt's reader of source
	failed failure
}

// Prepare makes u the body that r yields from where it stands, of the given
// length or, when that is nil, of the length that r knows by Len or Seek. The
// body must end there: r is read up to its io.EOF, and one byte more than
// announced is an error, as is one byte less.
//
// A nil r and http.NoBody are an empty body. Prepare does not keep r if the
// body is small; otherwise it reads nothing yet.
//
// An [*InputError] says that the length is unknown, wrong or negative, or that
// r cannot be read.
func (u *Upload) Prepare(r io.Reader, length *int64) error {
	*u = Upload{}
	if length != nil && *length < 0 {
		return &InputError{Member: "ContentLength", Problem: fmt.Sprintf("must not be negative, is %d", *length)}
	}
	if r == nil || r == http.NoBody {
		return u.prepareEmpty(length)
	}
	if v := reflect.ValueOf(r); v.Kind() == reflect.Pointer && v.IsNil() {
		return &InputError{Member: "Body", Problem: fmt.Sprintf("is a nil %T", r)}
	}
	known, err := u.measure(r)
	if err != nil {
		return err
	}
	switch {
	case length != nil && known >= 0 && known != *length:
		return &InputError{Member: "ContentLength", Problem: fmt.Sprintf(
			"is %d, but the body has %d bytes left; to send a part of it, pass an io.SectionReader or io.LimitReader as Body", *length, known)}
	case length != nil:
		known = *length
	case known < 0:
		return &InputError{Member: "Body", Problem: "has an unknown length: set ContentLength, " +
			"or pass a reader that can Seek (an *os.File, a *bytes.Reader), or read it into memory first"}
	}
	u.length = known
	return u.load(r)
}

// PrepareBytes makes u a document that we wrote. It keeps data until the call
// is over.
func (u *Upload) PrepareBytes(data []byte) {
	*u = Upload{data: data, length: int64(len(data))}
}

func (u *Upload) prepareEmpty(length *int64) error {
	if length != nil && *length > 0 {
		return &InputError{Member: "Body", Problem: fmt.Sprintf("is absent, but ContentLength is %d", *length)}
	}
	return nil
}

// measure finds out how many bytes r has left, -1 if r does not know, and
// whether it can be rewound.
func (u *Upload) measure(r io.Reader) (int64, error) {
	length := int64(-1)
	if l, ok := r.(interface{ Len() int }); ok {
		length = int64(l.Len())
	}
	s, ok := r.(io.Seeker)
	if !ok {
		return length, nil
	}
	start, err := s.Seek(0, io.SeekCurrent)
	if err != nil {
		// A pipe or a terminal, opened as a file.
		return length, nil //nolint:nilerr // not seekable, which is no fault
	}
	u.seeker, u.start = s, start
	if length >= 0 {
		return length, nil
	}
	end, err := s.Seek(0, io.SeekEnd)
	if err != nil {
		return -1, nil //nolint:nilerr // the end is unknown, which is no fault if ContentLength is set
	}
	if _, err := s.Seek(start, io.SeekStart); err != nil {
		return 0, &InputError{Member: "Body", Problem: "cannot be rewound after measuring it", Err: err}
	}
	if end == start && hasByteAt(r, start) {
		return -1, nil
	}
	return max(end-start, 0), nil
}

// hasByteAt tells whether r has a byte at an offset where its size says that
// it ends: a file whose size means nothing, as under /proc.
func hasByteAt(r io.Reader, offset int64) bool {
	f, ok := r.(io.ReaderAt)
	if !ok {
		return false
	}
	var probe [1]byte
	n, _ := f.ReadAt(probe[:], offset)
	return n > 0
}

// load takes a small body into memory and keeps the reader of a large one.
func (u *Upload) load(r io.Reader) error {
	if b, ok := r.(*bytes.Buffer); ok && u.length > SmallBody {
		// Consumed as by reading, and rewindable: nobody may write to the
		// buffer before the call is over.
		view := bytes.NewReader(b.Next(int(u.length)))
		u.source, u.seeker = view, view
		return nil
	}
	_, sized := r.(interface{ Len() int })
	if u.length > SmallBody || u.length > 0 && u.seeker == nil && !sized {
		u.source = r
		return nil
	}
	data := make([]byte, u.length+1) // and room to find out that there is no more
	if _, err := io.ReadFull(r, data[:u.length]); err != nil {
		return u.unreadable(err)
	}
	switch _, err := io.ReadFull(r, data[u.length:]); {
	case err == nil:
		return &InputError{Member: "Body", Problem: fmt.Sprintf("has more than the %d bytes it announced", u.length), Err: ErrTooLong}
	case !errors.Is(err, io.EOF):
		return u.unreadable(err)
	}
	u.data, u.seeker = data[:u.length], nil
	return nil
}

func (u *Upload) unreadable(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &InputError{Member: "Body", Problem: fmt.Sprintf("ends before the %d bytes it announced", u.length), Err: io.ErrUnexpectedEOF}
	}
	return &InputError{Member: "Body", Problem: "cannot be read", Err: err}
}

// Length returns the number of bytes of the body itself.
func (u *Upload) Length() int64 { return u.length }

// Rewindable tells whether the body can be sent again.
func (u *Upload) Rewindable() bool { return u.source == nil || u.seeker != nil }

// InMemory tells whether the body is held by u, so that the caller's reader
// is not needed any more.
func (u *Upload) InMemory() bool { return u.source == nil }

// rewind puts the source back to the body's start, unless it is there.
func (u *Upload) rewind() error {
	if !u.used {
		u.used = true
		return nil
	}
	if u.seeker == nil {
		return &InputError{Member: "Body", Problem: "has been read and cannot be rewound to be sent again"}
	}
	if _, err := u.seeker.Seek(u.start, io.SeekStart); err != nil {
		return &InputError{Member: "Body", Problem: "cannot be rewound", Err: err}
	}
	return nil
}

// Wait returns when nothing reads the caller's reader any more, which is when
// PutObject may return. When ctx is done it cuts the transport off from the
// reader and waits only for a Read that has begun, for up to a second.
func (u *Upload) Wait(ctx context.Context) error {
	if u.latest == nil {
		return nil
	}
	return u.latest.wait(ctx)
}

// Err returns what went wrong with the body while it was sent: the reader's
// error, io.ErrUnexpectedEOF (too short) or [ErrTooLong], else nil. Such a
// request must not be retried. It is safe for concurrent use.
func (u *Upload) Err() error { return u.failed.get() }
