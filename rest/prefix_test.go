// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/rest"
)

func TestSecretKeysAreInNoError(t *testing.T) {
	t.Parallel()
	write := func(m map[string]string) func(*rest.Encoder) {
		return func(e *rest.Encoder) {
			get(e)
			e.Required("Name", len(m) < 2)
			e.SecretPrefixHeaders("Meta", "X-Meta-", m)
		}
	}
	for name, m := range map[string]map[string]string{
		"no header name": {"hunter2 key": "v", "fine": "v"},
		"a twin":         {"hunter2": "v", "HUNTER2": "v"},
		"a bad value":    {"hunter2": "v\n", "fine": "v"},
	} {
		_, err := record(t, rest.Config{}, write(m))
		bad, _ := errors.AsType[*rest.InputError](err)
		if bad == nil || strings.Contains(strings.ToLower(fmt.Sprintf("%v %+v %#v", err, err, bad)), "hunter2") {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if fields := []string{bad.Fields[0].Field, bad.Fields[1].Field}; !cmp.Equal(fields, []string{"Name", "Meta[...]"}) {
			t.Errorf("%s: issues of %q", name, fields)
		}
	}
	r := mustRecord(t, rest.Config{}, write(map[string]string{"A": "v"}))
	if got := r.Header.Get("X-Meta-A"); got != "v" {
		t.Errorf("sent %q", got)
	}
}
