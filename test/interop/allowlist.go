// SPDX-License-Identifier: Apache-2.0

package interop

import (
	"slices"
	"strings"
)

// Place is the part of a request that an Allowance is about.
type Place string

// The places of a request that have allowances. Method, host, path and body
// have none.
const (
	Header Place = "header"
	Query  Place = "query"
)

// Allowance is a difference between two requests that is no fault of either.
type Allowance struct {
	// Kind is what the difference is counted as.
	Kind string
	// Place is where it is.
	Place Place
	// Name is the header's or query parameter's, in lower case. A star at its
	// end stands for any ending.
	Name string
	// Presence excuses a side that does not send it. When both sides send it,
	// the values must be equal all the same.
	Presence bool
	// Reason is why the difference is no fault.
	Reason string
}

// Allowances are all of them. The list was closed before the first comparison
// ran: a difference that it does not name is a failure, and is mended in the
// generator, not here.
func Allowances() []Allowance {
	const (
		agent     = "names the program that calls, not the call"
		attempts  = "aws-sdk-go-v2's own bookkeeping of attempts; no model has it"
		signature = "the clients are anonymous here, and a signature is the signer's matter, not the serializer's"
		date      = "the time of the call, which a signer sets"
		encoding  = "what the transport can decompress; aws-sdk-go-v2 turns compression off, net/http turns it on"
		id        = "a constant that tells operations apart in logs; newer models have it in more operations"
		policy    = "the model says which checksums a request may have; which of them a client sends is its policy"
		keys      = "whether a listing's keys come encoded is the client's policy; it decodes them again"
	)
	return []Allowance{
		{Kind: "User-Agent", Place: Header, Name: "user-agent", Reason: agent},
		{Kind: "Amz-Sdk-*", Place: Header, Name: "amz-sdk-*", Reason: attempts},
		{Kind: "signature", Place: Header, Name: "authorization", Reason: signature},
		{Kind: "signature", Place: Header, Name: "x-amz-content-sha256", Reason: signature},
		{Kind: "signature", Place: Header, Name: "x-amz-security-token", Reason: signature},
		{Kind: "date", Place: Header, Name: "date", Reason: date},
		{Kind: "date", Place: Header, Name: "x-amz-date", Reason: date},
		{Kind: "Accept-Encoding", Place: Header, Name: "accept-encoding", Reason: encoding},
		{Kind: "x-id", Place: Query, Name: "x-id", Presence: true, Reason: id},
		{Kind: "checksum", Place: Header, Name: "content-md5", Presence: true, Reason: policy},
		{Kind: "checksum", Place: Header, Name: "x-amz-checksum-crc32", Presence: true, Reason: policy},
		{Kind: "checksum", Place: Header, Name: "x-amz-checksum-crc32c", Presence: true, Reason: policy},
		{Kind: "checksum", Place: Header, Name: "x-amz-checksum-crc64nvme", Presence: true, Reason: policy},
		{Kind: "checksum", Place: Header, Name: "x-amz-checksum-sha1", Presence: true, Reason: policy},
		{Kind: "checksum", Place: Header, Name: "x-amz-checksum-sha256", Presence: true, Reason: policy},
		{Kind: "checksum", Place: Header, Name: "x-amz-sdk-checksum-algorithm", Presence: true, Reason: policy},
		{Kind: "encoding-type", Place: Query, Name: "encoding-type", Presence: true, Reason: keys},
	}
}

// Excuse finds the allowance for a difference: ours and theirs are the values
// on both sides, nil on a side that does not have it. It reports false when
// there is none.
func Excuse(place Place, name string, ours, theirs []string) (Allowance, bool) {
	name = strings.ToLower(name)
	for _, a := range Allowances() {
		prefix, open := strings.CutSuffix(a.Name, "*")
		if a.Place != place || a.Name != name && (!open || !strings.HasPrefix(name, prefix)) {
			continue
		}
		if a.Presence && ours != nil && theirs != nil && !slices.Equal(ours, theirs) {
			continue
		}
		return a, true
	}
	return Allowance{}, false
}
