// SPDX-License-Identifier: Apache-2.0

package config

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// told is everything that Load says in a world, in every form.
func told(t *testing.T, w world, opts ...Option) string {
	t.Helper()
	_, inside := w.build(t)
	c, err := Load(t.Context(), append([]Option{inside}, opts...)...)
	text := fmt.Sprintf("%v %+v %#v %s %v", c, c, c, c.Warnings, err)
	if e, ok := errors.AsType[*Error](err); ok {
		text += fmt.Sprintf("%+v %#v", e, *e)
	}
	if err == nil {
		_, err = c.Credentials.Retrieve(t.Context())
		text += fmt.Sprintf("%v %#v %v", c.Credentials, c.Credentials, err)
	}
	return text
}

// bare is the canary in letters that any value may have; it is too long to be
// shown, as keys are.
var bare = strings.NewReplacer("/", "", "+", "").Replace(canary)

func holdsCanary(text string) bool {
	return leaks(text) || strings.Contains(strings.ToLower(text), strings.ToLower(bare[10:26]))
}

func TestNoSecretInAProvidersVariablesIsEverShown(t *testing.T) {
	t.Parallel()
	secret := func(v vendor, x variable, value string) bool {
		switch x.key {
		case keyAccessKeyID, keySecretAccessKey, keySessionToken, keyAddressing, keyMaxAttempts, keyChecksums:
			return true
		case keyRegion: // one that may have any name is shown
			return v.regions != nil
		case keyEndpoint:
			return strings.Contains(value, "@")
		}
		return false
	}
	values := []string{
		canary, bare, "https://" + bare, "https://me:" + bare + "@h", canary + "\n",
		bare + ".cos.ap-tokyo.myqcloud.com", "ap-" + bare, bare + ".pek3a.qingstor.com",
	}
	for _, v := range vendors() {
		for _, group := range v.variables {
			rest := map[string]string{"PAIL_PROVIDER": v.id}
			whole := maps.Clone(rest)
			for _, x := range group {
				if secret(v, x, canary) {
					whole[x.name] = canary
				}
				for _, value := range values {
					one := maps.Clone(rest)
					one[x.name] = value
					if x.key != keyRegion {
						one["PAIL_REGION"] = v.example()
					}
					if text := told(t, world{variables: one}); secret(v, x, value) && holdsCanary(text) {
						t.Errorf("%s is shown: %s", x.name, text)
					}
				}
			}
			if text := told(t, world{variables: whole}); holdsCanary(text) {
				t.Errorf("%s and the others are shown: %s", group[0].name, text)
			}
		}
	}
}

func TestNothingSecretInQingStorsFileIsEverShown(t *testing.T) {
	t.Parallel()
	files := []string{
		canary, canary + ": x\n", "- " + canary + "\n", "access_key_id: *" + canary + "\n", "access_key_id: [" + canary + "]\n",
		"access_key_id: i\nsecret_access_key: " + canary + "\n", "secret_access_key: " + canary + "\n", "access_key_id: i\nsecret_access_key: \"" + canary + "\\n\"\n",
		"access_key_id: i\nsecret_access_key: " + canary + ": x\n", "access_key_id: i\nsecret_access_key " + canary + "\nport: 1\n",
		"access_key_id: i\nsecret_access_key: " + canary + "\ncolour: x\n", "httpsettings: " + canary + "\n", "httpsettings: {" + canary + ": x, " + canary + ": y}\n",
		"endpoint: https://me:" + canary + "@h\n", "endpoint: https://me:hunter2@h\n", "endpoint: https://h/?x=" + canary + "\n", "host: me:hunter2@h\n",
		"---\nzone: gd2\n---\n" + canary + "\n", canary + ": 1\n" + canary + ": 2\n", "access_key_id: !!binary " + canary + "\n",
	}
	for _, x := range qingKeys() {
		if name, ok := strings.CutPrefix(x.name, qingHTTP+"."); ok {
			files = append(files, qingHTTP+":\n  "+name+": "+canary+"\n")
		} else if !slices.Contains([]string{"additional_user_agent", "endpoint", "host"}, x.name) { // those are sent in the open, and shown
			files = append(files, x.name+": "+canary+"\n", x.name+": "+canary+"\nzone: gd2\naccess_key_id: "+canary+"\n")
		}
	}
	for _, name := range qingIdle() {
		if !strings.Contains(name, ".") {
			files = append(files, name+": "+canary+"\n")
		}
	}
	for _, file := range files {
		for _, opts := range [][]Option{nil, {WithRegion("gd2")}, {WithEndpoint("localhost")}, {WithRegion("gd2"), WithAnonymous()}} {
			if text := told(t, qing(file), opts...); holdsCanary(text) {
				t.Errorf("the file %q is shown: %s", file, text)
			}
		}
	}
}

// A secret that slipped into the place of a region or a provider is not shown.
func TestNoSecretInAWrongPlaceIsShown(t *testing.T) {
	t.Parallel()
	for _, id := range append(vendorIDs(), canary, bare) {
		for _, endpoint := range []string{"", "localhost", "qingstor.com", "cos.ap-tokyo.myqcloud.com"} {
			w := world{variables: map[string]string{"PAIL_PROVIDER": id, "PAIL_REGION": canary, "PAIL_ADDRESSING": bare, "PAIL_ENDPOINT": endpoint, "PAIL_CHECKSUMS": canary}}
			if text := told(t, w); holdsCanary(text) {
				t.Errorf("%s at %q: %s", id, endpoint, text)
			}
		}
	}
}
