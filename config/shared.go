// SPDX-License-Identifier: Apache-2.0

package config

import (
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// awsFetcher is what makes the credentials of roles and sign-ons.
const awsFetcher = ", such as the one of aws-sdk-go-v2's config.LoadDefaultConfig"

// awsKeys are the properties of AWS's shared files that are settings of ours
// (docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html).
func awsKeys() []variable {
	return []variable{
		{key: keyAccessKeyID, name: "aws_access_key_id"},
		{key: keySecretAccessKey, name: "aws_secret_access_key"},
		{key: keySessionToken, name: "aws_session_token"},
		{key: keyRegion, name: "region"},
		{key: keyEndpoint, name: "endpoint_url"},
		{key: keyCABundle, name: "ca_bundle"},
		{key: keyMaxAttempts, name: "max_attempts"},
		{key: keyChecksums, name: "request_checksum_calculation"},
		{key: keyAddressing, name: "s3.addressing_style"},
	}
}

// awsRefused are the properties that mean credentials which we cannot make.
func awsRefused() []refusal {
	return []refusal{
		{name: "role_arn", what: "a role to assume"},
		{name: "credential_source", what: "a role to assume"},
		{name: "web_identity_token_file", what: "a web identity"},
		{name: "sso_session", what: "single sign-on"},
		{name: "sso_start_url", what: "single sign-on"},
		{name: "login_session", what: "a console login"},
		{name: "credential_process", what: "a process"},
	}
}

// awsFiles reads the chosen profile of ~/.aws/config and ~/.aws/credentials, or
// of the files that AWS's variables name. The second overrides the first.
func awsFiles(e environment) layer {
	y := layer{vendor: true, called: nameIn(awsKeys())}
	name, chooser := "default", ""
	for _, variable := range []string{"AWS_PROFILE", "AWS_DEFAULT_PROFILE"} {
		if text := e.lookup(variable); text != "" {
			name, chooser = text, variable
			break
		}
	}
	settings, _ := openINI(e, &y, "AWS_CONFIG_FILE", "config", configSection)
	secrets, info := openINI(e, &y, "AWS_SHARED_CREDENTIALS_FILE", "credentials", credentialsSection)
	section := "profile " + name
	if chooser != "" && settings.sections[section] == nil && secrets.sections[section] == nil && y.refusal == nil {
		names := append(settings.profiles(), secrets.profiles()...)
		f := origin{name: chooser}.fault("", noProfile(name, names, "AWS's shared files have"))
		y.refusal = &f
		return y
	}
	properties := make(map[string]value)
	for _, from := range []map[string]value{settings.sections[section], secrets.sections[section]} {
		maps.Copy(properties, from)
	}
	if services, ok := properties["services"]; ok {
		if v, ok := settings.sections["services "+services.text]["s3.endpoint_url"]; ok {
			properties["endpoint_url"] = v
		}
	}
	y.takeAWS(properties)
	if y.values[keySecretAccessKey].from.file == secrets.path {
		y.secretWarning = openSecret(secrets.path, info)
	}
	return y
}

// takeAWS sets what the properties of a profile say. A role that is assumed
// from another profile goes before the profile's own key, all else after it, as
// in AWS's own tools.
func (l *layer) takeAWS(properties map[string]value) {
	for _, k := range awsKeys() {
		if v, ok := properties[k.name]; ok {
			l.set(k.key, v.text, v.from)
		}
	}
	for _, r := range awsRefused() {
		if v, ok := properties[r.name]; ok && v.text != "" && l.refusal == nil {
			f := v.from.fault("", cannotMake(r.what, awsFetcher))
			l.refusal = &f
		}
	}
	if properties["role_arn"].text != "" && properties["source_profile"].text != "" {
		for _, key := range []string{keyAccessKeyID, keySecretAccessKey, keySessionToken} {
			delete(l.values, key)
		}
	}
}

// openINI reads the file that the variable names, else the one in ~/.aws. A file
// that is missing is as good as an empty one, unless it was asked for.
func openINI(e environment, y *layer, variable, base string, section func(string) string) (iniFile, fs.FileInfo) {
	path, from := e.expand(e.lookup(variable)), origin{name: variable}
	if path == "" {
		home := e.home()
		if home == "" {
			return iniFile{}, nil
		}
		path, from = filepath.Join(home, ".aws", base), origin{file: filepath.Join(home, ".aws", base)}
	}
	data, info, p := readFile(path, maxFile)
	if p != nil {
		if from.name == "" && errors.Is(p.cause, fs.ErrNotExist) {
			return iniFile{}, nil
		}
		if y.refusal == nil {
			f := from.fault("", *p)
			y.refusal = &f
		}
		return iniFile{}, nil
	}
	return parseINI(path, string(data), section), info
}

// configSection names a section of the config file: "profile x", "services x"
// or "" for one that is not wanted.
func configSection(header string) string {
	kind, name, _ := strings.Cut(strings.TrimSpace(header), " ")
	name = strings.Trim(strings.TrimSpace(name), `"'`)
	switch {
	case (kind == "profile" || kind == "services") && name != "":
		return kind + " " + name
	case kind == "default" && name == "":
		return "profile default"
	}
	return ""
}

// credentialsSection names a section of the credentials file in the same way.
func credentialsSection(header string) string {
	if header = strings.TrimSpace(header); header != "" {
		return "profile " + header
	}
	return ""
}

// profiles are the names of the file's profiles, sorted.
func (f iniFile) profiles() []string {
	var names []string
	for section := range f.sections {
		if name, ok := strings.CutPrefix(section, "profile "); ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
