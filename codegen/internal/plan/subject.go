// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"slices"
	"strings"
	"unicode"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// shared is the topic of the shapes that operations of several topics use.
const shared = "shared"

// plain is the topic of the operations whose names begin with no verb.
const plain = "operations"

// verbs are the words at the head of a name that say what is done, not with
// what.
var verbs = strings.Fields(`Abort Accept Add Append Apply Attach Batch Cancel Check Close Complete Copy Create
	Delete Deregister Describe Detach Disable Download Enable End Export Fetch Find Get Head Import Init Insert
	Invoke List Lock Lookup Merge Modify Move Open Patch Post Publish Purge Put Read Register Reject Remove Rename
	Replace Reset Restore Resume Revoke Run Scan Search Select Send Set Start Stop Submit Subscribe Sync Tag Unlock
	Unsubscribe Untag Update Upload Validate Verify Watch Write`)

// subjects says which pair of files each shape goes to: that of the model's
// file it comes from, or when a client's whole model is one file, that of what
// its operation is about. PutBucketCors and GetBucketCors are about bucket_cors.
func (g *Generator) subjects() map[model.ID]string {
	topic := map[model.ID]string{}
	files := map[string]bool{}
	for _, id := range g.model.Order {
		s := g.model.Shapes[id]
		topic[id], files[s.Topic] = s.Topic, true
	}
	if !g.client || len(files) > 1 {
		return topic
	}
	clear(topic)
	nouns := map[string]bool{}
	for _, op := range g.operations() {
		nouns[noun(op.ID.Name())] = true
	}
	for _, op := range g.operations() {
		about := noun(op.ID.Name())
		if one := strings.TrimSuffix(about, "s"); nouns[one] {
			about = one
		}
		for id := range g.model.Closure(op.ID) {
			switch topic[id] {
			case "", about:
				topic[id] = about
			default:
				topic[id] = shared
			}
		}
	}
	for _, s := range g.errors() {
		for id := range g.model.Closure(s.ID) {
			topic[id] = shared
		}
	}
	return topic
}

// noun is a name without the verb that it begins with, in lower case with _
// between words.
func noun(name string) string {
	var words []string
	runes := []rune(name)
	start := 0
	for i := 1; i <= len(runes); i++ {
		if i == len(runes) || unicode.IsUpper(runes[i]) && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			words = append(words, string(runes[start:i]))
			start = i
		}
	}
	if len(words) < 2 || !slices.Contains(verbs, words[0]) {
		return plain
	}
	return strings.ToLower(strings.Join(words[1:], "_"))
}
