// SPDX-License-Identifier: Apache-2.0

package config

import "slices"

// unknown reports a key that is not known, with the one that was meant.
func (d *document) unknown(p pair, parent string, known []string) {
	fix := "the keys are listed in the documentation of package config"
	misplaced := slices.ContainsFunc(settings(), func(s setting) bool { return s.key == p.key })
	switch meant := suggest(p.key, known); {
	case p.key == "<<":
		fix = "write the keys out: merging is not supported"
	case meant != "":
		fix = "did you mean " + meant + "?"
	case misplaced && slices.Equal(known, rootKeys()):
		fix = "move it into a profile, below profiles and default"
	case other(p.key) != "" && !slices.Equal(known, rootKeys()):
		fix = "did you mean " + other(p.key) + "?"
	}
	text := "is not a known key"
	if show(p.key) == "" {
		text = "has a key that is not known"
	}
	d.fault(p.line, under(parent, show(p.key)), text, fix)
}

// other is our key for a name that other programs have for it, "" if none.
func other(key string) string {
	switch fold(key) {
	case "accesskey", "keyid", "id", "awsaccesskeyid":
		return keyAccessKeyID
	case "secret", "secretkey", "awssecretaccesskey", "accesskeysecret":
		return keySecretAccessKey
	case "token", "securitytoken", "awssessiontoken":
		return keySessionToken
	case "url", "host", "endpointurl":
		return keyEndpoint
	case "zone":
		return keyRegion
	case "pathstyle", "forcepathstyle", "usepathstyle", "addressingstyle":
		return keyAddressing
	case "timeout":
		return groupTimeouts
	case "retries", "maxretries":
		return keyMaxAttempts
	}
	return ""
}
