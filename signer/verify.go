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

// VerifyError is a refusal, in the words that S3 answers with. It holds no
// secret, no signature and no session token.
type VerifyError struct {
	// Code and Message are those of S3's error document, and Status its HTTP
	// status.
	Code, Message string
	Status        int

	// Elements are further elements of the error document, in order.
	Elements []Element
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
		Element{"AWSAccessKeyId", accessKeyID})
}

func errSignature(accessKeyID string) *VerifyError {
	return refuse(http.StatusForbidden, "SignatureDoesNotMatch",
		"The request signature we calculated does not match the signature you provided. Check your key and signing method.",
		Element{"AWSAccessKeyId", accessKeyID})
}

func errSkewed(sent, now time.Time) *VerifyError {
	return refuse(http.StatusForbidden, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.",
		Element{"RequestTime", sent.UTC().Format(timeFormat)},
		Element{"ServerTime", now.UTC().Format(time.RFC3339)},
		Element{"MaxAllowedSkewMilliseconds", strconv.FormatInt(MaxSkew.Milliseconds(), 10)})
}

func errNotSigned(name string) *VerifyError {
	return errDenied("There were headers present in the request which were not signed", Element{"HeadersNotSigned", name})
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
	return refuse(http.StatusBadRequest, f.code, f.prefix+message, elements...)
}

func (f form) wrongRegion(got, want string) *VerifyError {
	return f.malformed(fmt.Sprintf("the region '%s' is wrong; expecting '%s'", got, want), Element{"Region", want})
}
