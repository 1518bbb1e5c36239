// SPDX-License-Identifier: Apache-2.0

package body_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/seed-40dc4ce0/pail/internal/body"
)

// plain hides everything but Read.
type plain struct{ io.Reader }

// seekless is a reader whose Seek fails, like a pipe opened as a file.
type seekless struct{ io.Reader }

func (seekless) Seek(int64, int) (int64, error) { return 0, errors.New("illegal seek") }

// endless is a seeker that cannot tell its end.
type endless struct{ *strings.Reader }

func (e endless) Len() {}

func (e endless) Seek(offset int64, whence int) (int64, error) {
	if whence == io.SeekEnd {
		return 0, errors.New("no end")
	}
	return e.Reader.Seek(offset, whence)
}

// counter notices when it is closed.
type counter struct {
	io.Reader

	closed int
}

func (c *counter) Close() error { c.closed++; return nil }

func file(t testing.TB, content string, offset int64) *os.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	if _, err := f.Seek(offset, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	return f
}

func offset(r *strings.Reader, n int64) *strings.Reader {
	_, _ = r.Seek(n, io.SeekStart)
	return r
}

var big = strings.Repeat("0123456789abcdef", 5000) // 80,000 bytes

func TestPrepareFindsLengthAndKindOfABody(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		body       io.Reader
		length     *int64
		want       string
		rewindable bool
		memory     bool
	}{
		"nil":                                   {nil, nil, "", true, true},
		"nil of length 0":                       {nil, new(int64(0)), "", true, true},
		"http.NoBody":                           {http.NoBody, nil, "", true, true},
		"an empty reader":                       {strings.NewReader(""), nil, "", true, true},
		"an empty file":                         {file(t, "", 0), nil, "", true, true},
		"a small strings.Reader":                {strings.NewReader("hello"), nil, "hello", true, true},
		"a small reader from its offset":        {offset(strings.NewReader("hello"), 2), nil, "llo", true, true},
		"a small bytes.Buffer":                  {bytes.NewBufferString("hello"), nil, "hello", true, true},
		"a small file":                          {file(t, "hello", 0), nil, "hello", true, true},
		"a small file from its offset":          {file(t, "hello", 4), nil, "o", true, true},
		"a file at its end":                     {file(t, "hello", 5), nil, "", true, true},
		"a file beyond its end":                 {file(t, "hello", 9), nil, "", true, true},
		"a section":                             {io.NewSectionReader(strings.NewReader("hello"), 1, 3), nil, "ell", true, true},
		"the right ContentLength":               {strings.NewReader("hello"), new(int64(5)), "hello", true, true},
		"a stream of given length":              {plain{strings.NewReader("hello")}, new(int64(5)), "hello", false, false},
		"a stream of length 0":                  {plain{strings.NewReader("")}, new(int64(0)), "", true, true},
		"a pipe of given length":                {seekless{strings.NewReader("hello")}, new(int64(5)), "hello", false, false},
		"a seeker without an end, given length": {endless{strings.NewReader("hello")}, new(int64(5)), "hello", true, true},
		"a large strings.Reader":                {strings.NewReader(big), nil, big, true, false},
		"a large reader from its offset":        {offset(strings.NewReader(big), 7), nil, big[7:], true, false},
		"a large bytes.Buffer":                  {bytes.NewBufferString(big), nil, big, true, false},
		"a large file":                          {file(t, big, 0), nil, big, true, false},
		"a large file from its offset":          {file(t, big, 11), nil, big[11:], true, false},
		"a reader that gives a byte a time":     {iotest.OneByteReader(strings.NewReader(big)), new(int64(len(big))), big, false, false},
		"a reader whose end comes with data":    {iotest.DataErrReader(strings.NewReader(big)), new(int64(len(big))), big, false, false},
		"a body of 32 KiB":                      {strings.NewReader(big[:body.SmallBody]), nil, big[:body.SmallBody], true, true},
		"a body of 32 KiB and one byte":         {strings.NewReader(big[:body.SmallBody+1]), nil, big[:body.SmallBody+1], true, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var u body.Upload
			if err := u.Prepare(c.body, c.length); err != nil {
				t.Fatal(err)
			}
			if u.Length() != int64(len(c.want)) || u.WireLength() != u.Length() {
				t.Errorf("length %d, on the wire %d, want %d", u.Length(), u.WireLength(), len(c.want))
			}
			if u.Rewindable() != c.rewindable || u.InMemory() != c.memory {
				t.Errorf("rewindable %t, in memory %t", u.Rewindable(), u.InMemory())
			}
			attempts := 1
			if c.rewindable {
				attempts = 3
			}
			for range attempts {
				rc, err := u.Open(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				got, err := io.ReadAll(rc)
				if err != nil || string(got) != c.want {
					t.Fatalf("read %d bytes, %v", len(got), err)
				}
				if err := rc.Close(); err != nil {
					t.Error(err)
				}
			}
			if err := errors.Join(u.Wait(t.Context()), u.Err()); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestPrepareRefusesWhatCannotBeSent(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		body   io.Reader
		length *int64
		member string
		says   string
		is     error
	}{
		"a stream of unknown length":       {plain{strings.NewReader("x")}, nil, "Body", "ContentLength", nil},
		"a pipe of unknown length":         {seekless{strings.NewReader("x")}, nil, "Body", "Seek", nil},
		"a seeker without an end":          {endless{strings.NewReader("x")}, nil, "Body", "memory", nil},
		"a negative length":                {strings.NewReader("x"), new(int64(-1)), "ContentLength", "-1", nil},
		"no body of some length":           {nil, new(int64(3)), "Body", "absent", nil},
		"too small a ContentLength":        {strings.NewReader("hello"), new(int64(3)), "ContentLength", "io.SectionReader", nil},
		"too large a ContentLength":        {strings.NewReader("hello"), new(int64(9)), "ContentLength", "5 bytes left", nil},
		"a stream that is not empty":       {plain{strings.NewReader("hello")}, new(int64(0)), "Body", "more than", body.ErrTooLong},
		"a seeker shorter than it is said": {endless{strings.NewReader("hel")}, new(int64(5)), "Body", "ends before", io.ErrUnexpectedEOF},
		"a seeker longer than it is said":  {endless{strings.NewReader("hello")}, new(int64(3)), "Body", "more than", body.ErrTooLong},
		"a reader that fails":              {struct{ io.ReadSeeker }{failing{}}, nil, "Body", "cannot be read", errBoom},
		"a nil buffer":                     {(*bytes.Buffer)(nil), nil, "Body", "nil *bytes.Buffer", nil},
		"a nil file":                       {(*os.File)(nil), nil, "Body", "nil *os.File", nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var u body.Upload
			err := u.Prepare(c.body, c.length)
			var input *body.InputError
			if !errors.As(err, &input) {
				t.Fatalf("got %v", err)
			}
			if input.Member != c.member || !strings.Contains(input.Error(), c.says) || c.is != nil && !errors.Is(err, c.is) {
				t.Errorf("got %v", err)
			}
		})
	}
}

var errBoom = errors.New("boom")

// failing is a seeker of 10 bytes that cannot be read.
type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errBoom }

func (failing) Seek(_ int64, whence int) (int64, error) {
	if whence == io.SeekEnd {
		return 10, nil
	}
	return 0, nil
}

func TestFilesWithoutASizeAreOfUnknownLength(t *testing.T) {
	t.Parallel()
	f, err := os.Open("/proc/self/status")
	if err != nil {
		t.Skip("no /proc here")
	}
	defer f.Close()
	var u body.Upload
	if err := u.Prepare(f, nil); err == nil || !strings.Contains(err.Error(), "unknown") {
		t.Errorf("got %v: the file would have been sent as empty", err)
	}
}

func TestTheCallersReaderIsNeverClosed(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{"small": "hello", "large": big} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &counter{Reader: strings.NewReader(content)}
			var u body.Upload
			if err := u.Prepare(c, new(int64(len(content)))); err != nil {
				t.Fatal(err)
			}
			rc, err := u.Open(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			_, _ = io.Copy(io.Discard, rc)
			_ = rc.Close()
			if err := u.Wait(t.Context()); err != nil || c.closed > 0 {
				t.Errorf("closed %d times, %v", c.closed, err)
			}
		})
	}
}

func TestASmallBodyIsTheCallersAgainAtOnce(t *testing.T) {
	t.Parallel()
	memory := []byte("hello")
	var u body.Upload
	if err := u.Prepare(bytes.NewReader(memory), nil); err != nil {
		t.Fatal(err)
	}
	copy(memory, "JUNK!")
	rc, _ := u.Open(t.Context())
	if got, _ := io.ReadAll(rc); string(got) != "hello" {
		t.Errorf("sent %q", got)
	}
	again, err := u.GetBody()
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := io.ReadAll(again); string(got) != "hello" {
		t.Errorf("sent %q again", got)
	}
}

func TestLargeBuffersAreConsumedAsIfRead(t *testing.T) {
	t.Parallel()
	buffer := bytes.NewBufferString(big)
	var u body.Upload
	if err := u.Prepare(buffer, nil); err != nil {
		t.Fatal(err)
	}
	if buffer.Len() != 0 {
		t.Errorf("%d bytes are left", buffer.Len())
	}
	if _, err := u.GetBody(); err == nil {
		t.Error("GetBody works for a body that is lent")
	}
}

func TestABodyOfTheWrongLengthFailsWhileItIsSent(t *testing.T) {
	t.Parallel()
	n := len(big)
	cases := map[string]struct {
		body io.Reader
		is   error
	}{
		"one byte short":         {plain{strings.NewReader(big[1:])}, io.ErrUnexpectedEOF},
		"empty":                  {plain{strings.NewReader("")}, io.ErrUnexpectedEOF},
		"one byte long":          {plain{strings.NewReader(big + "!")}, body.ErrTooLong},
		"failing half way":       {io.MultiReader(strings.NewReader(big[:n/2]), iotest.ErrReader(errBoom)), errBoom},
		"failing at its end":     {io.MultiReader(strings.NewReader(big), iotest.ErrReader(errBoom)), errBoom},
		"never making progress":  {plain{stuck{strings.NewReader(big)}}, io.ErrNoProgress},
		"counting more than fit": {plain{liar{}}, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var u body.Upload
			if err := u.Prepare(c.body, new(int64(n))); err != nil {
				t.Fatal(err)
			}
			rc, err := u.Open(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			sent, err := io.Copy(io.Discard, rc)
			if err == nil || c.is != nil && !errors.Is(err, c.is) {
				t.Errorf("got %v", err)
			}
			if sent >= int64(n) {
				t.Errorf("%d bytes of %d were handed to the transport: a server could take them for the whole", sent, n)
			}
			if !errors.Is(u.Err(), err) || u.Resendable() {
				t.Errorf("Err is %v, resendable %t", u.Err(), u.Resendable())
			}
		})
	}
}

// stuck reads nothing at its end instead of saying io.EOF.
type stuck struct{ io.Reader }

func (s stuck) Read(p []byte) (int, error) {
	n, _ := s.Reader.Read(p)
	return n, nil
}

type liar struct{}

func (liar) Read(p []byte) (int, error) { return len(p) + 1, nil }
