// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"context"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/rest"
)

// checked asks for a checksum over a stream or, if it is none, over a text.
func checked(method string, payload any, algorithm *string, required bool) func(*rest.Encoder) {
	return func(e *rest.Encoder) {
		e.Start(method, "/")
		switch v := payload.(type) {
		case io.Reader:
			e.Stream("Body", v)
		case string:
			e.PayloadString(v)
		}
		e.Checksum("ChecksumAlgorithm", algorithm, required)
	}
}

// sums are the checksums in a header.
func sums(h http.Header) map[string]string {
	m := map[string]string{}
	for name, v := range h {
		if after, ok := strings.CutPrefix(name, "X-Amz-Checksum-"); ok || name == "Content-Md5" {
			m[after] = strings.Join(v, ", ")
		}
	}
	return m
}

func TestChecksumsOfWhatIsSent(t *testing.T) {
	t.Parallel()
	const text = "123456789" // the CRC catalogue's check input
	moved := strings.NewReader("0" + text)
	moved.ReadByte()
	p := func(s string) *string { return &s }
	for name, test := range map[string]struct {
		encode func(*rest.Encoder)
		want   map[string]string
	}{
		"none asked for":             {checked("PUT", text, nil, false), map[string]string{}},
		"required":                   {checked("PUT", text, nil, true), map[string]string{"Crc32": "y/Q5Jg=="}},
		"CRC32":                      {checked("PUT", text, p("CRC32"), false), map[string]string{"Crc32": "y/Q5Jg=="}},
		"CRC32C":                     {checked("PUT", text, p("CRC32C"), true), map[string]string{"Crc32c": "4waSgw=="}},
		"CRC64NVME":                  {checked("PUT", text, p("CRC64NVME"), true), map[string]string{"Crc64nvme": "rosUhgp5mIg="}},
		"SHA1":                       {checked("PUT", text, p("SHA1"), true), map[string]string{"Sha1": "98O8HYCOBHMq32eZZczDTKeuNEE="}},
		"SHA256":                     {checked("PUT", text, p("SHA256"), true), map[string]string{"Sha256": "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="}},
		"a stream that moved":        {checked("PUT", moved, nil, true), map[string]string{"Crc32": "y/Q5Jg=="}},
		"a file that moved":          {checked("PUT", file(t, "00"+text), nil, true), map[string]string{"Crc32": "y/Q5Jg=="}},
		"an empty body":              {checked("PUT", "", nil, true), map[string]string{"Crc32": "AAAAAA=="}},
		"no body":                    {checked("POST", nil, nil, true), map[string]string{"Crc32": "AAAAAA=="}},
		"no body, nor room for one":  {checked("GET", nil, nil, true), map[string]string{}},
		"a reader and none required": {checked("PUT", once{strings.NewReader(text)}, nil, false), map[string]string{}},
		"one of the caller's": {func(e *rest.Encoder) {
			checked("PUT", once{strings.NewReader(text)}, p("SHA256"), true)(e)
			e.Header("ChecksumCRC32", "X-Amz-Checksum-Crc32", "own")
		}, map[string]string{"Crc32": "own"}},
		"a setting of the caller's": {func(e *rest.Encoder) {
			checked("PUT", text, nil, true)(e)
			e.Header("ChecksumType", "X-Amz-Checksum-Type", "FULL_OBJECT")
		}, map[string]string{"Crc32": "y/Q5Jg==", "Type": "FULL_OBJECT"}},
		"Content-MD5": {func(e *rest.Encoder) {
			checked("PUT", text, nil, false)(e)
			e.ContentMD5()
		}, map[string]string{"Content-Md5": "JfnnlDI7RTiF9RgfG2JNCw=="}},
		"Content-MD5 of the caller's": {func(e *rest.Encoder) {
			checked("PUT", once{strings.NewReader(text)}, nil, false)(e)
			e.ContentMD5()
			e.Header("ContentMD5", "Content-Md5", "own")
		}, map[string]string{"Content-Md5": "own"}},
		"both": {func(e *rest.Encoder) {
			e.ContentMD5()
			checked("PUT", strings.NewReader(text), p("CRC32C"), true)(e)
		}, map[string]string{"Content-Md5": "JfnnlDI7RTiF9RgfG2JNCw==", "Crc32c": "4waSgw=="}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := mustRecord(t, rest.Config{}, test.encode)
			if diff := cmp.Diff(test.want, sums(r.Header)); diff != "" {
				t.Error(diff)
			}
			if body := string(r.body); body != "" && body != text {
				t.Errorf("sent %q", body)
			}
		})
	}
}

func TestChecksumsAreOfTheCompressedBody(t *testing.T) {
	t.Parallel()
	sha := "SHA256"
	for name, payload := range map[string]any{"in memory": "abc", "a stream": strings.NewReader("abc")} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := mustRecord(t, rest.Config{CompressFrom: 1}, func(e *rest.Encoder) {
				e.ContentMD5()
				checked("PUT", payload, &sha, true)(e)
				e.Compress()
			})
			a, b := md5.Sum(r.body), sha256.Sum256(r.body)
			if unzip(t, r.body) != "abc" || r.Header.Get("Content-MD5") != base64.StdEncoding.EncodeToString(a[:]) ||
				r.Header.Get("X-Amz-Checksum-Sha256") != base64.StdEncoding.EncodeToString(b[:]) {
				t.Errorf("sent %x with %v", r.body, r.Header)
			}
		})
	}
}

func TestChecksumsThatCannotBe(t *testing.T) {
	t.Parallel()
	p := func(s string) *string { return &s }
	reader := once{strings.NewReader("abc")}
	for name, test := range map[string]struct {
		encode       func(*rest.Encoder)
		field, words string
	}{
		"no such algorithm":      {checked("PUT", "abc", p("MD4"), false), "ChecksumAlgorithm", "SHA256"},
		"none by name":           {checked("PUT", "abc", p(""), false), "ChecksumAlgorithm", "SHA256"},
		"lower case":             {checked("PUT", "abc", p("crc32"), true), "ChecksumAlgorithm", "CRC32"},
		"a reader":               {checked("PUT", reader, p("CRC32"), false), "Body", "io.ReadSeeker"},
		"a reader, required":     {checked("PUT", reader, nil, true), "Body", "io.ReadSeeker"},
		"a reader that is stuck": {checked("PUT", stuck{reader}, nil, true), "Body", "io.ReadSeeker"},
		"a reader and its MD5": {func(e *rest.Encoder) {
			put(reader)(e)
			e.ContentMD5()
		}, "Body", "io.ReadSeeker"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := record(t, rest.Config{}, test.encode)
			bad, ok := errors.AsType[*rest.InputError](err)
			if !ok || r != nil || len(bad.Fields) != 1 || bad.Fields[0].Field != test.field || !strings.Contains(bad.Fields[0].Problem, test.words) {
				t.Error(err)
			}
		})
	}
}

// seekable is a reader that can be rewound in name, or until it breaks.
type seekable struct {
	io.Reader

	size int64
	seek func(offset int64, whence int) error
}

func (s *seekable) Seek(offset int64, whence int) (int64, error) {
	if whence == io.SeekEnd {
		return s.size, nil
	}
	return offset, s.seek(offset, whence)
}

func TestStreamsThatBreakWhileTheyAreHashed(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	r, err := record(t, rest.Config{}, checked("PUT", &seekable{iotest.ErrReader(broken), 3, func(int64, int) error { return nil }}, nil, true))
	if r != nil || !errors.Is(err, broken) || !strings.Contains(err.Error(), "DoThing: the body cannot be read: broken") {
		t.Error(err)
	}
	n := 0
	r, err = record(t, rest.Config{}, checked("PUT", &seekable{strings.NewReader("abc"), 3, func(int64, int) error {
		if n++; n > 2 {
			return broken
		}
		return nil
	}}, nil, true))
	if r != nil || !errors.Is(err, broken) || !strings.Contains(err.Error(), "cannot be rewound") {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	op := rest.Operation[nothing, nothing]{Name: "DoThing", Encode: func(e *rest.Encoder, _ *nothing) {
		checked("PUT", strings.NewReader("abc"), nil, true)(e)
	}}
	if _, err := rest.Invoke(ctx, client(t, rest.Config{}), op, nil, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
