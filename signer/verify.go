// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// MaxSkew is how far a request's clock may be from the server's.
const MaxSkew = 15 * time.Minute

// Reason is why a request is refused, in the same words for every scheme.
type Reason string

// Reasons of a [VerifyError]. An error without one is about the payload or
// about something that only its scheme knows.
const (
	ReasonUnsigned   Reason = "unsigned"    // there is no authorisation
	ReasonMalformed  Reason = "malformed"   // there is one that cannot be read
	ReasonNotSigned  Reason = "not signed"  // it leaves out what it must cover
	ReasonUnknownKey Reason = "unknown key" // nobody has the access key id
	ReasonSignature  Reason = "signature"   // it is not the signature of this request
	ReasonSkewed     Reason = "skewed"      // the clocks differ by more than MaxSkew
	ReasonExpired    Reason = "expired"     // it was good, and is no longer
)

// VerifyError is a refusal, in the words that the vendor answers with: S3's
// from [V4], COS's from [COSSigner], QingStor's from [QingStorSigner]. It
// holds no secret, no signature and no session token.
type VerifyError struct {
	// Code and Message are those of the vendor's error document, and Status
	// its HTTP status.
	Code, Message string
	Status        int

	// Elements are further elements of the error document, in order.
	Elements []Element

	// Reason is the refusal in words that all vendors share.
	Reason Reason

	// ServerTime is the clock that the request was measured with, for
	// ReasonSkewed and ReasonExpired. Otherwise it is zero.
	ServerTime time.Time
}

// Element is one more element of an error document.
type Element struct{ Name, Value string }

// Error returns the code and the message.
func (e *VerifyError) Error() string { return e.Code + ": " + e.Message }

// Element returns the value of the named element, "" if there is none.
func (e *VerifyError) Element(name string) string {
	for _, el := range e.Elements {
		if el.Name == name {
			return el.Value
		}
	}
	return ""
}

func refuse(status int, code, message string, elements ...Element) *VerifyError {
	return &VerifyError{Code: code, Message: message, Status: status, Elements: elements}
}

// because gives e a reason.
func (e *VerifyError) because(r Reason) *VerifyError {
	e.Reason = r
	return e
}

// at gives e a reason that the clock has.
func (e *VerifyError) at(now time.Time, r Reason) *VerifyError {
	e.Reason, e.ServerTime = r, now
	return e
}

func errDenied(message string, elements ...Element) *VerifyError {
	return refuse(http.StatusForbidden, "AccessDenied", message, elements...)
}

func errArgument(message string, elements ...Element) *VerifyError {
	return refuse(http.StatusBadRequest, "InvalidArgument", message, elements...)
}

func errRequest(message string) *VerifyError {
	return refuse(http.StatusBadRequest, "InvalidRequest", message)
}

func errUnknownKey(accessKeyID string) *VerifyError {
	return refuse(http.StatusForbidden, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.",
		Element{"AWSAccessKeyId", accessKeyID}).because(ReasonUnknownKey)
}

func errSignature(accessKeyID string) *VerifyError {
	return refuse(http.StatusForbidden, "SignatureDoesNotMatch",
		"The request signature we calculated does not match the signature you provided. Check your key and signing method.",
		Element{"AWSAccessKeyId", accessKeyID}).because(ReasonSignature)
}

func errSkewed(sent, now time.Time) *VerifyError {
	return refuse(http.StatusForbidden, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.",
		Element{"RequestTime", sent.UTC().Format(timeFormat)},
		Element{"ServerTime", now.UTC().Format(time.RFC3339)},
		Element{"MaxAllowedSkewMilliseconds", strconv.FormatInt(MaxSkew.Milliseconds(), 10)}).at(now, ReasonSkewed)
}

func errNotSigned(name string) *VerifyError {
	return errDenied("There were headers present in the request which were not signed", Element{"HeadersNotSigned", name}).because(ReasonNotSigned)
}

// form words a malformed authorisation: in a header or in the query.
type form struct{ code, prefix string }

var (
	headerForm = form{"AuthorizationHeaderMalformed", "The authorization header is malformed; "}
	queryForm  = form{"AuthorizationQueryParametersError", ""}
	// credentialForm is the query form's when X-Amz-Credential is at fault.
	credentialForm = form{"AuthorizationQueryParametersError", "Error parsing the X-Amz-Credential parameter; "}
)

func (f form) malformed(message string, elements ...Element) *VerifyError {
	return refuse(http.StatusBadRequest, f.code, f.prefix+message, elements...).because(ReasonMalformed)
}

func (f form) wrongRegion(got, want string) *VerifyError {
	return f.malformed(fmt.Sprintf("the region '%s' is wrong; expecting '%s'", got, want), Element{"Region", want})
}
