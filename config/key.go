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
	case fold(p.key) == "appid":
		fix = "leave it out: it is the end of every bucket's name, name-appid"
	case fold(p.key) == "bucket":
		fix = "leave it out: Service.Bucket takes the name"
	case other(p.key) != "" && !slices.Equal(known, rootKeys()):
		fix = "did you mean " + other(p.key) + "?"
	}
	text := "is not a known key"
	if show(p.key) == "" {
		text = "has a key that is not known"
	}
	d.fault(p.line, under(parent, show(p.key)), text, fix)
}

// foreign reports a key that the provider's own file does not know.
func (d *document) foreign(p pair, parent string, known []string) {
	fix := "leave it out: the provider's own programs do not know it either"
	ours := slices.ContainsFunc(settings(), func(s setting) bool { return s.key == p.key })
	switch meant := suggest(p.key, known); {
	case p.key == "<<":
		fix = "write the keys out: merging is not supported"
	case meant != "":
		fix = "did you mean " + meant + "?"
	case ours || p.key == groupTimeouts:
		fix = "move it into a profile of pail's own file"
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
	case "accesskey", "keyid", "id", "awsaccesskeyid", "secretid":
		return keyAccessKeyID
	case "secret", "secretkey", "awssecretaccesskey", "accesskeysecret":
		return keySecretAccessKey
	case "token", "securitytoken", "awssessiontoken":
		return keySessionToken
	case "url", "host", "endpointurl":
		return keyEndpoint
	case "zone":
		return keyRegion
	case "pathstyle", "forcepathstyle", "usepathstyle", "addressingstyle", "enablevirtualhoststyle":
		return keyAddressing
	case "timeout":
		return groupTimeouts
	case "retries", "maxretries":
		return keyMaxAttempts
	}
	return ""
}
