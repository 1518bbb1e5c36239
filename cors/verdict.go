// SPDX-License-Identifier: Apache-2.0

package cors

// Stages of a [Verdict].
const (
	// StageRequest: before anything is sent.
	StageRequest = "request"
	// StagePreflight: at the answer to the OPTIONS request.
	StagePreflight = "preflight"
	// StageAnswer: at the answer to the request itself.
	StageAnswer = "answer"
)

// Verdict says whether a page may send a request and read its answer and, if
// not, why.
type Verdict struct {
	// Allowed says that nothing that was looked at stands in the way: the
	// request may be sent and, where there is an answer, it may be read.
	Allowed bool
	// Reason is one of the Reason constants, "" when allowed.
	Reason string
	// Detail names what Reason is about, for people: the headers or the method
	// that is missing, the origin that came back. It may be empty.
	Detail string
	// Stage is where it was refused, or the last stage that was looked at. It is
	// "" in the verdict of a store.
	Stage string
	// Parameter is what Chromium's DevTools call failedParameter: the value at
	// fault, "" where Chromium has none for the Reason.
	Parameter string
	// Warnings are sentences on what works in some browsers only, or for another
	// reason than one might think.
	Warnings []string
	// Preflighted says that there was a preflight to judge.
	Preflighted bool
	// MaxAge is how long the preflight says that it may be remembered, in
	// seconds: [MaxAge] without a limit. It is 0 when there was none, or when
	// it was refused.
	MaxAge int
	// Redirect is where the answer sends the browser, which judges what comes
	// from there anew; see [Fetch.Redirect]. "" for an answer that is no redirect.
	Redirect string
	// Exposed are the names of Access-Control-Expose-Headers that script may
	// read, as they are spelled there; ExposesAll says that it may read every
	// header. Both are empty until there is an answer: use Readable.
	Exposed    []string
	ExposesAll bool
}

// Readable says whether script may read a header of the answer: the seven that
// it always may, those that the answer exposes, never a Set-Cookie. Nothing is
// readable of an answer that is refused, or not there yet. The case of the
// name does not matter.
func (v *Verdict) Readable(name string) bool {
	switch {
	case !v.Allowed || v.Stage != StageAnswer || v.Redirect != "":
		return false
	case containsFold(unreadable[:], name):
		return false
	}
	return v.ExposesAll || containsFold(readable[:], name) || containsFold(v.Exposed, name)
}

// readable are the CORS-safelisted response-header names of the Fetch standard.
var readable = [...]string{
	"Cache-Control", "Content-Language", "Content-Length", "Content-Type", "Expires", "Last-Modified", "Pragma",
}

// unreadable are its forbidden response-header names.
var unreadable = [...]string{"Set-Cookie", "Set-Cookie2"}

// refuse ends a judgement.
func (v *Verdict) refuse(reason, parameter, detail string) bool {
	v.Reason, v.Parameter, v.Detail = reason, parameter, detail
	return false
}

func (v *Verdict) warn(sentence string) { v.Warnings = append(v.Warnings, sentence) }
