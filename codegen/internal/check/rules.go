// SPDX-License-Identifier: Apache-2.0

package check

import (
	"cmp"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// rule is what is known of a trait: where it may stand, what its value is, and
// what may not stand beside it.
type rule struct {
	where     selector
	told      string // where, for people
	value     form
	conflicts []model.ID
	exclusive string // "member" or "target": one member of a structure may have it, or target what has it
}

// The traits of Smithy and AWS that the generator understands, or that change
// neither the wire nor the Go code; see the specification of Smithy 2.0. A line
// has the name, the selector (after a # in words), the form of the value, and
// the traits that conflict; a "!" before the name says that it is for one
// member of a structure. Forms are explained at [form].
const rulesText = `
default | :is(simpleType, list, map, structure > member :test(> :is(simpleType, list, map))) | any |
required | structure > member | {} | recommended |
recommended | structure > member | {reason prose} | required |
clientOptional | structure > member | {} |
addedDefault | structure > member[trait|default] | {} |
box | * | {} |
sparse | :is(list, map) | {} | uniqueItems |
uniqueItems | list | {} | sparse |
unordered | :is(list, member :test(> list)) | {} |
length | :test(list, map, string, blob, member > :is(list, map, string, blob)) # strings, blobs, lists and maps | {min whole, max whole} |
range | :test(number, member > number) # numbers | {min number, max number} |
pattern | :test(string, member > string) # strings | prose |
enum | string | list |
enumValue | :is(enum, intEnum) > member | any | enumDefault |
enumDefault | :is(enum, intEnum) > member | {} | enumValue |
mediaType | :is(blob, string) | text |
timestampFormat | :test(timestamp, member > timestamp) # timestamps | text |
sensitive | :not(:is(service, operation, resource)) | {} |
streaming | :is(blob, union) | {} |
requiresLength | blob[trait|streaming] | {} |
input | structure | {} | output error |
output | structure | {} | input error |
error | structure | text | input output trait |
httpError | structure[trait|error] | whole |
retryable | structure[trait|error] | {throttling bool} |
documentation | * | prose |
externalDocumentation | * | object |
deprecated | * | {message prose, since prose} |
title | :is(service, resource) | prose |
since | * | prose |
tags | * | list |
suppress | * | list |
private | * | {} |
internal | * | {} |
unstable | * | {} |
idRef | :test(string, member > string) | object |
trait | :is(simpleType, list, map, structure, union) | object | error |
mixin | :not(member) | object |
protocolDefinition | [trait|trait] | object |
authDefinition | [trait|trait] | object |
traitValidators | [trait|trait] | object |
examples | operation | list |
references | :is(structure, string) | list |
resourceIdentifier | structure > member[trait|required] :test(> string) | text | property |
property | structure > member | {name text} | resourceIdentifier |
notProperty | :is(structure > member, [trait|trait]) | {} |
!nestedProperties | structure > member | {} |
noReplace | resource | {} |
cors | service | object |
auth | :is(service, operation) | list |
optionalAuth | operation | {} |
httpBasicAuth | service | {} |
httpDigestAuth | service | {} |
httpBearerAuth | service | {} |
httpApiKeyAuth | service | object |
readonly | operation | {} | idempotent |
idempotent | operation | {} | readonly |
paginated | :is(service, operation) | {inputToken text, outputToken text, items text, pageSize text} |
!idempotencyToken | structure > :test(member > string) # members that are strings | {} |
requestCompression | operation | {encodings! list} |
httpChecksumRequired | operation | {} |
endpoint | operation | {hostPrefix! text} |
hostLabel | structure > :test(member > string) # members that are strings | {} |
http | operation | {method! text, uri! text, code whole} |
httpLabel | structure > member :test(> :test(string, number, boolean, timestamp)) # members that are strings, numbers, booleans or timestamps | {} | httpHeader httpQuery httpQueryParams httpPrefixHeaders httpPayload httpResponseCode |
httpHeader | structure > :test(member > :test(boolean, number, string, timestamp, list > member > :test(boolean, number, string, timestamp))) # members that are strings, numbers, booleans, timestamps or lists of them | text | httpLabel httpQuery httpQueryParams httpPrefixHeaders httpPayload httpResponseCode |
httpQuery | structure > :test(member > :test(boolean, number, string, timestamp, list > member > :test(boolean, number, string, timestamp))) # members that are strings, numbers, booleans, timestamps or lists of them | text | httpLabel httpHeader httpQueryParams httpPrefixHeaders httpPayload httpResponseCode |
!httpQueryParams | structure > member :test(> map > member[id|member=value] > :test(string, list > member > string)) # members that are maps of strings or of lists of strings | {} | httpLabel httpHeader httpQuery httpPrefixHeaders httpPayload httpResponseCode |
!httpPrefixHeaders | structure > member :test(> map :not([trait|sparse]) > member[id|member=value] > string) # members that are maps of strings without null | prose | httpLabel httpHeader httpQuery httpQueryParams httpPayload httpResponseCode |
!httpPayload | structure > member | {} | httpLabel httpHeader httpQuery httpQueryParams httpPrefixHeaders httpResponseCode |
!httpResponseCode | structure :not([trait|input]) > member :test(> integer) | {} | httpLabel httpHeader httpQuery httpQueryParams httpPrefixHeaders httpPayload |
!eventPayload | structure > member | {} | eventHeader |
eventHeader | structure > member | {} | eventPayload |
jsonName | :is(structure, union) > member | text |
xmlName | :is(structure, union, member) | text |
xmlFlattened | :is(structure, union) > :test(member > :is(list, map)) # members that are lists or maps | {} |
xmlAttribute | structure > :test(member > :test(boolean, number, string, timestamp)) # members that are strings, numbers, booleans or timestamps | {} | xmlNamespace |
xmlNamespace | :is(service, member, simpleType, list, map, structure, union) | {uri! text, prefix text} | xmlAttribute |
aws.protocols#restJson1 | service | {http list, eventStreamHttp list} |
aws.protocols#restXml | service | {noErrorWrapping bool, http list, eventStreamHttp list} |
aws.protocols#httpChecksum | operation | {requestAlgorithmMember text, requestChecksumRequired bool, requestValidationModeMember text, responseAlgorithms list} |
aws.auth#unsignedPayload | operation | {} |
aws.customizations#s3UnwrappedXmlOutput | operation | {} |
`

// rules are the lines of rulesText by trait.
var rules = func() map[model.ID]rule {
	all := map[model.ID]rule{}
	for line := range strings.Lines(strings.TrimSpace(rulesText)) {
		cells := append(strings.Split(strings.TrimSuffix(strings.TrimSpace(line), " |"), " | "), "")
		name, exclusive := strings.CutPrefix(strings.TrimSpace(cells[0]), "!")
		r := rule{value: parseForm(cells[2])}
		where, told, _ := strings.Cut(cells[1], " # ")
		r.where, _ = parseSelector(where) // a test says that all can be read
		r.told = cmp.Or(told, where)
		for other := range strings.FieldsSeq(cells[3]) {
			r.conflicts = append(r.conflicts, api(other))
		}
		if exclusive {
			r.exclusive = "member"
		}
		all[api(name)] = r
	}
	streaming := all[model.Streaming]
	streaming.exclusive = "target"
	all[model.Streaming] = streaming
	return all
}()

// api is the id of a trait that is written without namespace if it is
// smithy.api.
func api(name string) model.ID {
	if strings.Contains(name, "#") {
		return model.ID(name)
	}
	return model.ID("smithy.api#" + name)
}
