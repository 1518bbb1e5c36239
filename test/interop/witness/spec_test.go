// SPDX-License-Identifier: Apache-2.0

package witness

import (
	"encoding/json"
	"io/fs"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/specs"
)

// name is one word that a spec puts on the wire.
type name struct {
	at     string // the operation or member
	text   string
	marked bool // with documentationOnly
}

// traits are those of a shape or member, undecoded.
type traits map[string]json.RawMessage

func (t traits) text(id string) string {
	var text string
	_ = json.Unmarshal(t[id], &text) // the trait is no text, or not there
	return text
}

// marked is the trait that says that nobody but the documentation knows.
func (t traits) marked() bool { return t["pail.api#documentationOnly"] != nil }

// named are the traits that give a member its name on the wire.
var named = []string{
	"smithy.api#httpHeader", "smithy.api#httpPrefixHeaders", "smithy.api#httpQuery",
	"smithy.api#xmlName", "smithy.api#jsonName", "smithy.api#enumValue",
}

// names are all that the resolved spec of a provider has, by place.
func names(t *testing.T, provider string) (list []name) {
	t.Helper()
	text, err := fs.ReadFile(specs.Resolved(), provider+".json")
	if err != nil {
		t.Fatal(err)
	}
	var model struct {
		Shapes map[string]struct {
			Traits  traits
			Members map[string]struct{ Traits traits }
		}
	}
	if err := json.Unmarshal(text, &model); err != nil {
		t.Fatal(err)
	}
	for _, id := range slices.Sorted(maps.Keys(model.Shapes)) {
		s := model.Shapes[id]
		at := strings.TrimPrefix(id, "pail.api#")
		for _, key := range queryKeys(t, s.Traits) {
			list = append(list, name{at, key, s.Traits.marked()})
		}
		for _, member := range slices.Sorted(maps.Keys(s.Members)) {
			for _, trait := range named {
				if text := s.Members[member].Traits.text(trait); text != "" {
					list = append(list, name{at + "." + member, text, s.Members[member].Traits.marked()})
				}
			}
		}
	}
	return list
}

// queryKeys are those of an operation's request line that are sent.
func queryKeys(t *testing.T, of traits) []string {
	t.Helper()
	var http struct{ URI string }
	if of["smithy.api#http"] == nil {
		return nil
	}
	if err := json.Unmarshal(of["smithy.api#http"], &http); err != nil {
		t.Fatal(err)
	}
	_, raw, _ := strings.Cut(http.URI, "?")
	query, err := url.ParseQuery(raw)
	if err != nil {
		t.Fatal(err)
	}
	delete(query, "x-id") // only tells operations apart
	return slices.Sorted(maps.Keys(query))
}
