// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"net/http"
	"net/url"
	"slices"

	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// snapshot is a request as it was before the first attempt. Attempts add
// headers of their own (a signature, what users' middlewares do), and an
// attempt that failed may still be read by the transport, so a retry gets a
// request of its own made from the snapshot. Taking one costs nothing, which
// is what nearly every call needs of it.
type snapshot struct {
	request http.Request
	url     url.URL
	lines   [10]headerLine
	count   int
	more    []headerLine
}

type headerLine struct {
	name   string
	values []string
}

func (s *snapshot) take(r *smithyhttp.Request) {
	s.request, s.url = *r.Request, *r.URL
	s.count, s.more = 0, nil
	for name, values := range r.Header {
		line := headerLine{name, values}
		if s.count < len(s.lines) {
			s.lines[s.count] = line
			s.count++
		} else {
			s.more = append(s.more, line)
		}
	}
}

// restore gives r a request of its own that is as it was.
func (s *snapshot) restore(r *smithyhttp.Request) {
	request, u := s.request, s.url
	request.URL = &u
	request.Header = make(http.Header, s.count+len(s.more)+4)
	for _, line := range s.lines[:s.count] {
		request.Header[line.name] = append([]string(nil), line.values...)
	}
	for _, line := range s.more {
		request.Header[line.name] = append([]string(nil), line.values...)
	}
	r.Request = &request
}

// changes are the header lines of r that are not as they were, as they were.
func (s *snapshot) changes(r *smithyhttp.Request) []headerLine {
	before := make(map[string][]string, s.count+len(s.more))
	for _, line := range append(s.lines[:s.count:s.count], s.more...) {
		before[line.name] = line.values
	}
	var changed []headerLine
	for name, values := range r.Header {
		if !slices.Equal(before[name], values) {
			changed = append(changed, headerLine{name, before[name]})
		}
	}
	return changed
}
