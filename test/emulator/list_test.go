// SPDX-License-Identifier: Apache-2.0

package emulator_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// entries are the keys and common prefixes of a listing, in order of kind.
func entries(r reply) string {
	var all []string
	for _, m := range regexp.MustCompile(`<Key>(.*?)</Key>|<CommonPrefixes><Prefix>(.*?)</Prefix>`).FindAllStringSubmatch(r.body, -1) {
		all = append(all, m[1]+m[2])
	}
	return strings.Join(all, " ")
}

func TestListObjects(t *testing.T) {
	t.Parallel()
	e := anonymous(t)
	for _, key := range []string{"a", "b/1", "b/2", "b/c/3", "b0", "d//e", "d/f", "z"} {
		ask(t, e, "PUT /photos/"+key, "x").expect(t, 200)
	}
	for _, tt := range []struct{ name, query, want string }{
		{"everything in the order of bytes", "", "a b/1 b/2 b/c/3 b0 d//e d/f z"},
		{"a prefix", "&prefix=b", "b/1 b/2 b/c/3 b0"},
		{"a delimiter rolls up", "&delimiter=/", "a b0 z b/ d/"},
		{"below a prefix", "&delimiter=/&prefix=b/", "b/1 b/2 b/c/"},
		{"an empty part of a key", "&delimiter=/&prefix=d/", "d/f d//"},
		{"another delimiter", "&delimiter=c", "a b/1 b/2 b0 d//e d/f z b/c"},
		{"what comes after", "&start-after=b/2", "b/c/3 b0 d//e d/f z"},
		{"what comes after, rolled up", "&start-after=b/2&delimiter=/", "b0 z b/ d/"},
		{"what comes after a common prefix", "&start-after=b/&delimiter=/", "b0 z d/"},
		{"nothing", "&prefix=q", ""},
		{"no keys at all", "&max-keys=0", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := ask(t, e, "GET /photos?list-type=2"+tt.query, "").expect(t, 200)
			if diff := cmp.Diff(tt.want, entries(r)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if r.between("<IsTruncated>", "<") != "false" {
				t.Errorf("truncated: %s", r.body)
			}
			old := ask(t, e, "GET /photos?"+strings.ReplaceAll(tt.query, "start-after", "marker"), "").expect(t, 200)
			if diff := cmp.Diff(tt.want, entries(old)); diff != "" {
				t.Errorf("the first version (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPagesMissNothingAndRepeatNothing(t *testing.T) {
	t.Parallel()
	e := anonymous(t)
	for _, key := range []string{"a/1", "a/2", "b", "c/1", "c/2", "c/3", "d", "e f", "g+h"} {
		ask(t, e, "PUT /photos/"+strings.ReplaceAll(key, " ", "%20"), "x").expect(t, 200)
	}
	for _, query := range []string{"list-type=2&max-keys=2", "list-type=2&max-keys=2&encoding-type=url", "max-keys=2&encoding-type=url", "list-type=2&max-keys=1"} {
		for _, delimiter := range []string{"", "&delimiter=/"} {
			t.Run(query+delimiter, func(t *testing.T) {
				t.Parallel()
				var got []string
				next := ""
				for range 20 {
					r := ask(t, e, "GET /photos?"+query+delimiter+next, "").expect(t, 200)
					page := entries(r)
					if strings.Contains(query, "url") {
						page = strings.ReplaceAll(strings.ReplaceAll(page, "+", "_"), "%2B", "+")
					} else {
						page = strings.ReplaceAll(page, "e f", "e_f")
					}
					got = append(got, strings.Fields(page)...)
					switch {
					case r.between("<IsTruncated>", "<") == "false":
						next = ""
					case strings.Contains(query, "list-type"):
						next = "&continuation-token=" + url.QueryEscape(r.between("<NextContinuationToken>", "<"))
					case delimiter != "":
						next = "&marker=" + r.between("<NextMarker>", "<")
					default:
						next = "&marker=" + url.QueryEscape(strings.ReplaceAll(got[len(got)-1], "_", " "))
					}
					if next == "" {
						break
					}
				}
				want := "a/1 a/2 b c/1 c/2 c/3 d e_f g+h"
				if delimiter != "" {
					want = "a/ b c/ d e_f g+h"
				}
				if diff := cmp.Diff(strings.Fields(want), sorted(got)); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		}
	}
}

func TestListBuckets(t *testing.T) {
	t.Parallel()
	e := anonymous(t)
	for _, name := range []string{"zoo", "archive", "photos-2"} {
		ask(t, e, "PUT /"+name, "").expect(t, 200)
	}
	names := func(r reply) string {
		var all []string
		for _, m := range regexp.MustCompile(`<Name>(.*?)</Name>`).FindAllStringSubmatch(r.body, -1) {
			all = append(all, m[1])
		}
		return strings.Join(all, " ")
	}
	if got := names(ask(t, e, "GET /", "")); got != "archive photos photos-2 zoo" {
		t.Errorf("all: %s", got)
	}
	if got := names(ask(t, e, "GET /?prefix=photos", "")); got != "photos photos-2" {
		t.Errorf("with a prefix: %s", got)
	}
	first := ask(t, e, "GET /?max-buckets=3", "")
	rest := ask(t, e, "GET /?max-buckets=3&continuation-token="+url.QueryEscape(first.between("<ContinuationToken>", "<")), "")
	if names(first) != "archive photos photos-2" || names(rest) != "zoo" || strings.Contains(rest.body, "ContinuationToken") {
		t.Errorf("pages %s, %s", names(first), rest.body)
	}
	if r := ask(t, e, "GET /?max-buckets=0", ""); r.code() != "InvalidArgument" {
		t.Errorf("no buckets: %s", r.body)
	}
}
