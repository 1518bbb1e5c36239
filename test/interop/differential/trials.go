// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// trial is one value that both clients get.
type trial struct {
	name    string
	setup   setup
	value   record
	whole   bool   // has every member
	refused bool   // is not sent
	sum     string // the header with the checksum that is asked for
}

// awkwardKeys are names of objects that a path does not like.
func awkwardKeys() []string {
	return []string{
		"a b/ü/日本.txt",
		"//double//slash//",
		"/leading",
		"../up/./dot/..",
		"..",
		".",
		"question?hash#percent%41+plus&amp=;",
		"~tilde*'()!:@$,[]\\|^`{}<>\"",
		sampleBucket,
		sampleBucket + "/own/name",
		"tab\tline\ncontrol\x01\x7f",
	}
}

// awkwardText is what text in XML may lose.
const awkwardText = " \t\r\n]]> "

// buckets are names that can stand before a host, or not.
func buckets() []string { return []string{sampleBucket, "example.dotted.bucket", "Example_Bucket"} }

// inputs are the trials of an operation's input.
func inputs(m *model, operation *shape) []trial {
	sh, name := m.shape(operation.Input), operation.name()
	body := "the body of " + name
	var all []trial
	add := func(s setup, what string, sample sampler) {
		sample.model = m
		all = append(all, trial{name: s.name + ", " + what, setup: s, value: sample.input(sh), whole: sample.mode == full})
	}
	for _, s := range []setup{byPath, byHost} {
		for pick := range m.choices(sh) {
			add(s, fmt.Sprintf("every member %d", pick), sampler{pick: pick, text: texts{body: body}})
		}
		add(s, "required members", sampler{mode: required})
		add(s, "empty members", sampler{mode: empty})
		add(s, "awkward text", sampler{text: texts{body: body, extra: awkwardText}})
		for _, key := range awkwardKeys() {
			if hasLabel(sh, "Key") {
				add(s, fmt.Sprintf("key %q", key), sampler{mode: required, text: texts{key: key}})
			}
		}
	}
	for _, bucket := range buckets() {
		if hasLabel(sh, "Bucket") {
			add(byBucket, "bucket "+bucket, sampler{mode: required, text: texts{bucket: bucket}})
		}
	}
	least := sampler{model: m, mode: required}
	all = append(all, lacks(sh, least.input(sh))...)
	return append(all, payloads(m, operation, body)...)
}

// hasLabel reports whether an input has a member in its path.
func hasLabel(sh *shape, name string) bool {
	return slices.ContainsFunc(sh.Members, func(m member) bool { return m.Name == name && m.Traits.has(traitLabel) })
}

// payloads are the trials with a body and little else: as it is, and with each
// checksum that the operation can have.
func payloads(m *model, operation *shape, body string) []trial {
	sh := m.shape(operation.Input)
	least := sampler{model: m, mode: required}
	base := least.input(sh)
	whole := sampler{model: m, text: texts{body: body}}
	for _, one := range sh.Members {
		if one.Traits.has(traitPayload) {
			base[one.Name] = whole.member("", one, inBody)
		}
	}
	all := []trial{{name: "path, body", setup: byPath, value: base}, {name: "plain, body", setup: plain, value: base}}
	sums := checksumsOf(operation)
	for _, one := range sh.Members {
		if one.Name != sums.RequestAlgorithmMember {
			continue
		}
		for _, algorithm := range m.shape(one.target).Members {
			v := maps.Clone(base)
			name := algorithm.Traits.text(traitEnumValue)
			v[one.Name] = name
			all = append(all, trial{name: "plain, checksum " + name, setup: plain, value: v, sum: "X-Amz-Checksum-" + name})
		}
	}
	return all
}

// checksums are what an operation says of them.
type checksums struct {
	RequestAlgorithmMember  string
	RequestChecksumRequired bool
}

// checksumsOf reads the operation's trait.
func checksumsOf(operation *shape) checksums {
	var sums checksums
	_ = json.Unmarshal(operation.Traits[traitHTTPChecksum], &sums)
	return sums
}

// lacks are the trials that lack something they must have: each required
// member, and the text of each that stands in the path.
func lacks(sh *shape, least record) []trial {
	var all []trial
	for _, m := range sh.Members {
		if !m.Traits.has(traitRequired) {
			continue
		}
		without := maps.Clone(least)
		delete(without, m.Name)
		all = append(all, trial{name: "without " + m.Name, setup: byPath, value: without, refused: true})
		// aws-sdk-go-v2 sends what has no bucket to the endpoint itself.
		if m.Traits.has(traitLabel) && m.Name != "Bucket" {
			unnamed := maps.Clone(least)
			unnamed[m.Name] = ""
			all = append(all, trial{name: "with an empty " + m.Name, setup: byPath, value: unnamed, refused: true})
		}
	}
	return all
}

// outputs are the trials of an operation's output.
func outputs(m *model, operation *shape) []trial {
	sh, name := m.shape(operation.Output), operation.name()
	var all []trial
	add := func(what string, sample sampler) {
		sample.model = m
		all = append(all, trial{name: what, setup: byPath, value: sample.input(sh), whole: sample.mode == full})
	}
	for pick := range m.choices(sh) {
		add(fmt.Sprintf("every member %d", pick), sampler{pick: pick, text: texts{body: name}})
	}
	add("required members", sampler{mode: required})
	add("empty members", sampler{mode: empty})
	add("awkward text", sampler{text: texts{body: name, extra: awkwardText}})
	return all
}
