// SPDX-License-Identifier: Apache-2.0

package doctor

// Problem is one of the mistakes that people report most.
type Problem struct {
	Number int
	Title  string
}

// Problems are the twenty that an examination looks for, in the order of their
// numbers.
func Problems() []Problem {
	titles := [...]string{
		"the bucket has no CORS rules",
		"no Access-Control-Allow-Origin in curl or in a tab, which send no Origin",
		"a cache keeps an answer without CORS headers",
		"a CDN or proxy drops the Origin, or gives one page the answer of another",
		"script cannot read a header of the answer, such as ETag",
		"the rules do not allow a header of the request",
		"the rules do not allow the method",
		"a method that no rule can name, such as OPTIONS or PATCH",
		"an allowed origin has a slash or a path at its end",
		"http where https is needed, or the other way round",
		"an allowed origin has another port, or the default one",
		"an allowed origin lacks its scheme, or is not in lower case and ASCII",
		"a pattern of origins misses one, or matches too many",
		"credentials where the answer does not allow them",
		"a redirect to another region or host",
		"an error that has nothing to do with CORS",
		"a server that wants preflights signed",
		"ranges: Content-Range is hidden, or a Range needs permission",
		"rules that are split or shadow each other, so that none does it all",
		"a store without CORS rules of its buckets, or a page without an origin",
	}
	problems := make([]Problem, len(titles))
	for i, title := range titles {
		problems[i] = Problem{Number: i + 1, Title: title}
	}
	return problems
}
