// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"maps"
	"net/url"
	"slices"
	"strings"
)

// compareQuery compares parameters after decoding, in any order. A parameter
// without a value is another than one with an empty value. A plus is a plus:
// Smithy's space is %20.
func (c *Case) compareQuery(query string) (problems []string) {
	got, problems := parameters(strings.Split(query, "&"))
	want, bad := parameters(c.QueryParams)
	problems = append(problems, bad...)
	for _, name := range slices.Sorted(maps.Keys(want)) {
		slices.Sort(got[name])
		slices.Sort(want[name])
		if !slices.Equal(got[name], want[name]) {
			problems = append(problems, problem("query parameter %q: %q, want %q", name, got[name], want[name]))
		}
	}
	for _, name := range c.RequireQueryParams {
		if len(got[name]) == 0 {
			problems = append(problems, problem("query parameter %q: not sent, want it with any value", name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		switch {
		case slices.Contains(c.ForbidQueryParams, name):
			problems = append(problems, problem("query parameter %q: %q, want none: the case forbids it", name, got[name]))
		case want[name] == nil && !slices.Contains(c.RequireQueryParams, name):
			problems = append(problems, problem("query parameter %q: %q, want none: the case does not list it", name, got[name]))
		}
	}
	return problems
}

// parameters collects what stands at each name: "" for no value, "=" and the
// value for one.
func parameters(pairs []string) (all map[string][]string, problems []string) {
	all = map[string][]string{}
	for _, pair := range pairs {
		if pair == "" {
			continue
		}
		name, value, has := strings.Cut(pair, "=")
		name, err := url.PathUnescape(name)
		if err != nil {
			problems = append(problems, problem("query: %v", err))
		}
		if value, err = url.PathUnescape(value); err != nil {
			problems = append(problems, problem("query: %v", err))
		}
		if has {
			value = "=" + value
		}
		all[name] = append(all[name], value)
	}
	return all, problems
}
