// SPDX-License-Identifier: Apache-2.0

package config

import (
	"errors"
	"io/fs"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFaultTexts is the golden list of what Load says of a file, a variable or
// an option. Every world has an endpoint, unless the test is about that.
func TestFaultTexts(t *testing.T) {
	t.Parallel()
	const there = "profiles:\n  default:\n    endpoint: localhost\n"
	tests := []struct {
		name      string
		file      string
		variables map[string]string
		opts      []Option
		want      []string
	}{
		{name: "an unknown key that is nearly one", file: there + "    regoin: x\n",
			want: []string{`DIR/pail.yaml:4: regoin: is not a known key; did you mean region?`}},
		{name: "a key of another program", file: there + "    secret_key: x\n",
			want: []string{`DIR/pail.yaml:4: secret_key: is not a known key; did you mean secret_access_key?`}},
		{name: "a key in other letters", file: there + "    accessKeyID: x\n",
			want: []string{`DIR/pail.yaml:4: accessKeyID: is not a known key; did you mean access_key_id?`}},
		{name: "a key that nobody knows", file: there + "    colour: red\n",
			want: []string{`DIR/pail.yaml:4: colour: is not a known key; the keys are listed in the documentation of package config`}},
		{name: "what is no setting, but part of a name", file: there + "    appid: 1250000000\n    bucket: photos\n",
			want: []string{
				`DIR/pail.yaml:4: appid: is not a known key; leave it out: it is the end of every bucket's name, name-appid`,
				`DIR/pail.yaml:5: bucket: is not a known key; leave it out: Service.Bucket takes the name`}},
		{name: "a setting outside the profiles", file: there + "region: x\n",
			want: []string{`DIR/pail.yaml:4: region: is not a known key; move it into a profile, below profiles and default`}},
		{name: "a merge key", file: "profiles:\n  a: &a {region: x}\n  default:\n    <<: *a\n    endpoint: localhost\n",
			want: []string{`DIR/pail.yaml:4: has a key that is not known; write the keys out: merging is not supported`}},
		{name: "a key given twice", file: there + "    region: x\n    region: y\n",
			want: []string{`DIR/pail.yaml:5: profiles.default.region: is given twice, first on line 4; keep one of them`}},
		{name: "a profile given twice", file: there + "  default: {}\n",
			want: []string{`DIR/pail.yaml:4: profiles.default: is given twice, first on line 2; keep one of them`}},
		{name: "a list for a word", file: there + "    region: [a, b]\n",
			want: []string{`DIR/pail.yaml:4: region: has a list or a mapping where one value is wanted; write one value after the colon`}},
		{name: "a tag of one's own", file: there + "    region: !mine x\n",
			want: []string{`DIR/pail.yaml:4: region: has a value with a tag that is not known; write the value without the tag`}},
		{name: "a list for a key", file: there + "    [a]: x\n",
			want: []string{`DIR/pail.yaml:4: profiles.default: has a key that is not text; write a plain word before the colon`}},
		{name: "a word for the timeouts", file: there + "    timeouts: 10s\n",
			want: []string{`DIR/pail.yaml:4: timeouts: is not a mapping; write keys and values below it, indented`}},
		{name: "a timeout that nobody knows", file: there + "    timeouts:\n      conect: 1s\n",
			want: []string{`DIR/pail.yaml:5: timeouts.conect: is not a known key; did you mean connect?`}},
		{name: "bad durations", file: there + "    timeouts:\n      connect: 30\n      tls_handshake: soon\n      idle: -1s\n      idle_conn: 0\n",
			want: []string{
				`DIR/pail.yaml:5: timeouts.connect: has no unit; write 30s if seconds are meant`,
				`DIR/pail.yaml:6: timeouts.tls_handshake: is not a duration; write a number with a unit, such as 500ms, 10s or 2m, or none`,
				`DIR/pail.yaml:7: timeouts.idle: is negative; write a number with a unit, such as 500ms, 10s or 2m, or none`,
				`DIR/pail.yaml:8: timeouts.idle_conn: is 0; write a number with a unit, such as 500ms, 10s or 2m, or none`}},
		{name: "bad words and numbers", file: there + "    addressing: pth\n    checksums: never\n    max_attempts: many\n    anonymous: perhaps\n",
			want: []string{
				`DIR/pail.yaml:4: addressing: is "pth", not one of its values; did you mean path?`,
				`DIR/pail.yaml:5: checksums: is "never", not one of its values; write auto, required or supported`,
				`DIR/pail.yaml:6: max_attempts: is not a whole number; write a number from 1, which never retries, to 100`,
				`DIR/pail.yaml:7: anonymous: is neither true nor false; write true or false`}},
		{name: "no attempts, a region with a slash, an agent with a line break",
			file: there + "    max_attempts: 0\n    region: a/b\n    user_agent: \"a\\nb\"\n",
			want: []string{
				`DIR/pail.yaml:4: max_attempts: is 0; write a number from 1, which never retries, to 100`,
				`DIR/pail.yaml:5: region: is not the name of a region; use letters, digits and hyphens, such as eu-central-1`,
				`DIR/pail.yaml:6: user_agent: has control characters or letters outside ASCII in it; write it as name/version`}},
		{name: "half a pair", file: there + "    access_key_id: x\n",
			want: []string{`DIR/pail.yaml:4: access_key_id: is set, but secret_access_key is not; set both, or neither`}},
		{name: "the other half", file: there + "    secret_access_key: x\n",
			want: []string{`DIR/pail.yaml:4: secret_access_key: is set, but access_key_id is not; set both, or neither`}},
		{name: "only a token", file: there + "    session_token: x\n",
			want: []string{`DIR/pail.yaml:4: session_token: is set without an access key; set access_key_id and secret_access_key too`}},
		{name: "half a pair of variables", file: there, variables: map[string]string{"AWS_SECRET_ACCESS_KEY": "x"},
			want: []string{`AWS_SECRET_ACCESS_KEY: is set, but AWS_ACCESS_KEY_ID is not; set both, or neither`}},
		{name: "an empty key", file: there, opts: []Option{WithStaticCredentials("", "", "")},
			want: []string{`config.WithStaticCredentials: is given an empty access key; pass both parts, or say config.WithAnonymous`}},
		{name: "half a key", file: there, opts: []Option{WithStaticCredentials("id", "", "")},
			want: []string{`config.WithStaticCredentials: is set, but secret_access_key is not; set both, or neither`}},
		{name: "no provider", file: there, opts: []Option{WithCredentials(nil)},
			want: []string{`config.WithCredentials: is given nil; pass a provider, or say config.WithAnonymous`}},
		{name: "a key with a line break", file: there, opts: []Option{WithStaticCredentials("id", "secret\n", "")},
			want: []string{`config.WithStaticCredentials: has white space, control characters or letters outside ASCII in it; copy it again, without line breaks`}},
		{name: "a key beside anonymity", file: there + "    anonymous: true\n    access_key_id: x\n    secret_access_key: y\n",
			want: []string{`DIR/pail.yaml:4: anonymous: is true beside an access key; leave out one of them`}},
		{name: "a profile that does not exist, by option", file: there, opts: []Option{WithProfile("defalt")},
			want: []string{`config.WithProfile: names the profile "defalt", which does not exist; did you mean "default"? Choose one of: default`}},
		{name: "by variable", file: there + "  b: {}\n  a: {}\n", variables: map[string]string{"PAIL_PROFILE": "zebra"},
			want: []string{`PAIL_PROFILE: names the profile "zebra", which does not exist; choose one of: a, b, default`}},
		{name: "by the file", file: "default: x\nprofiles: {}\n", opts: []Option{WithEndpoint("h")},
			want: []string{`DIR/pail.yaml:1: default: names the profile "x", which does not exist; add it: the configuration file has no profiles`}},
		{name: "none is chosen", file: "profiles:\n  a: {}\n  b: {}\n", opts: []Option{WithEndpoint("h")},
			want: []string{`PAIL_CONFIG: no profile is chosen; choose one of: a, b, with config.WithProfile, PAIL_PROFILE or the file's key default`}},
		{name: "a provider that does not exist", file: there + "    provider: s4\n",
			want: []string{`DIR/pail.yaml:4: provider: is "s4", not a provider; did you mean s3?`}},
		{name: "a provider by another name", file: there + "    provider: tencent-cos\n",
			want: []string{`DIR/pail.yaml:4: provider: is "tencent-cos", not a provider; did you mean cos?`}},
		{name: "a provider that nobody knows", file: there + "    provider: floppy\n",
			want: []string{`DIR/pail.yaml:4: provider: is "floppy", not a provider; write s3, cos or qingstor`}},
		{name: "no region", file: "profiles: {default: {}}\n",
			want: []string{`region: is missing, and the provider's own endpoint needs one; name one with config.WithRegion, PAIL_REGION, AWS_REGION, AWS_DEFAULT_REGION or region in the profile, or give an endpoint`}},
		{name: "an IP address with virtual hosts", file: there, opts: []Option{WithEndpoint("127.0.0.1:1"), WithAddressing("virtual")},
			want: []string{`config.WithAddressing: is virtual, but no bucket's name can stand before the IP address of the endpoint; write path, or name the endpoint's host`}},
		{name: "files that are not there", file: there + "    ca_bundle: sub/ca.pem\n    client_cert: ~/me.pem\n",
			want: []string{
				`DIR/pail.yaml:4: ca_bundle: names a file that does not exist: DIR/sub/ca.pem; check the path`,
				`DIR/pail.yaml:5: client_cert: is set, but client_key is not; set both, or neither`}},
		{name: "a web identity", file: there, variables: map[string]string{"AWS_WEB_IDENTITY_TOKEN_FILE": "/x"},
			want: []string{`AWS_WEB_IDENTITY_TOKEN_FILE: asks for credentials from a web identity, which pail does not fetch; pass any aws.CredentialsProvider with config.WithCredentials, such as the one of aws-sdk-go-v2's config.LoadDefaultConfig, or set a static key`}},
		{name: "a file that is a list", file: "- a\n", opts: []Option{WithEndpoint("h")},
			want: []string{`DIR/pail.yaml:1: is not a mapping; write keys and values below it, indented`}},
		{name: "two documents", file: there + "---\na: b\n",
			want: []string{`DIR/pail.yaml:4: begins a second document; keep one document in the file`}},
		{name: "everything at once, the file first", file: "profiles:\n  default:\n    regoin: x\n    addressing: sideways\n", variables: map[string]string{"PAIL_ENDPOINT": "ftp://h", "PAIL_MAX_ATTEMPTS": "-1"},
			want: []string{
				`DIR/pail.yaml:3: regoin: is not a known key; did you mean region?`,
				`DIR/pail.yaml:4: addressing: is "sideways", not one of its values; write auto, path, virtual or none`,
				`PAIL_ENDPOINT: has a scheme other than http and https; write it as https://host:port`,
				`PAIL_MAX_ATTEMPTS: is not between 1 and 100; write a number from 1, which never retries, to 100`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := world{files: map[string]string{"pail.yaml": test.file}, variables: map[string]string{"PAIL_CONFIG": "DIR/pail.yaml"}}
			maps.Copy(w.variables, test.variables)
			c, got := w.load(t, test.opts...)
			if c.Provider != "" {
				t.Errorf("a Config came with the error: %v", c)
			}
			if diff := cmp.Diff(errorText(test.want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// errorText is the text of an Error with these faults.
func errorText(faults []string) string {
	if len(faults) == 1 {
		return "config: " + faults[0]
	}
	return "config: " + string(rune('0'+len(faults))) + " faults:\n  " + strings.Join(faults, "\n  ")
}

func TestSyntaxErrorsNameTheLineAndNotTheText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, file string
		line       int
		what       string
	}{
		{"a key without a colon", "profiles:\n  default:\n    region: x\n    secret_access_key " + canary + "\n    a: b\n", 4, "could not find expected ':'"},
		{"a second colon", "profiles:\n  default:\n    secret_access_key: " + canary + ": x\n", 3, "mapping values are not allowed in this context"},
		{"a quote that does not end", "profiles:\n  default:\n    secret_access_key: \"" + canary + "\n", 3, "found unexpected end of stream"},
		{"a tab", "profiles:\n\tdefault:\n", 2, "found character that cannot start any token"},
		{"an anchor that is not there", "profiles:\n  default:\n    secret_access_key: *" + canary + "\n", 3, "it cannot be read"},
		{"a wrong indentation", "profiles:\n  default:\n    region: x\n   endpoint: y\n", 4, "did not find expected key"},
		{"a list that does not end", "profiles:\n  default: {region: x\n", 2, "did not find expected ',' or '}'"},
		{"a control character", "a: \x01\n", 1, "control characters are not allowed"},
		{"bytes that are not UTF-8", "a: \xff\n", 1, "invalid leading UTF-8 octet"},
		{"text instead of YAML", "secret_access_key:" + canary + "\n", 1, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir, inside := world{files: map[string]string{"pail.yaml": test.file}}.build(t)
			_, err := Load(t.Context(), inside, WithFile(dir+"/pail.yaml"), WithEndpoint("localhost"))
			var e *Error
			if !errors.As(err, &e) || len(e.Faults) != 1 {
				t.Fatalf("got %v", err)
			}
			if f := e.Faults[0]; f.Line != test.line || test.what != "" && f.Problem != "is not YAML: "+test.what {
				t.Errorf("got line %d, %q; want line %d, %q", f.Line, f.Problem, test.line, test.what)
			}
			if strings.Contains(err.Error(), canary[:20]) {
				t.Errorf("the error holds the secret: %v", err)
			}
		})
	}
}

func TestAFileThatWasAskedForMustBeThere(t *testing.T) {
	t.Parallel()
	dir, inside := world{files: map[string]string{"big.yaml": strings.Repeat("#", maxFile+1)}}.build(t)
	tests := []struct {
		name string
		opt  Option
		want string
		is   error
	}{
		{"missing", WithFile(dir + "/no.yaml"), "config.WithFile: names a file that does not exist: DIR/no.yaml; check the path", fs.ErrNotExist},
		{"a folder", WithFile(dir), "config.WithFile: names a folder: DIR; name a file", nil},
		{"too long", WithFile(dir + "/big.yaml"), "config.WithFile: names a file of more than 1 MiB: DIR/big.yaml; name the right file", nil},
		{"a profile without a file", WithProfile("x"), "config.WithProfile: names a profile, but there is no configuration file: DIR/xdg/pail/config.yaml does not exist; create it, or name another with config.WithFile or PAIL_CONFIG", nil},
		{"a profile without even a place for one", func(l *loader) { WithoutEnvironment()(l); WithProfile("x")(l) }, "config.WithProfile: names a profile, but there is no configuration file; name one with config.WithFile", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := Load(t.Context(), inside, test.opt, WithEndpoint("localhost"))
			if err == nil {
				t.Fatal("no error")
			}
			if diff := cmp.Diff("config: "+test.want, strings.ReplaceAll(err.Error(), dir, "DIR")); diff != "" {
				t.Error(diff)
			}
			if test.is != nil && !errors.Is(err, test.is) {
				t.Errorf("%v is not %v", err, test.is)
			}
		})
	}
}

func TestAFileThatNobodyAskedForMayBeUnchosen(t *testing.T) {
	t.Parallel()
	w := world{files: map[string]string{"xdg/pail/config.yaml": "profiles: {a: {}, b: {}}\n"}}
	c := w.mustLoad(t, WithEndpoint("localhost"))
	want := []string{"no profile is in use; choose a profile of DIR/xdg/pail/config.yaml: a, b, with config.WithProfile, PAIL_PROFILE or the key default"}
	if diff := cmp.Diff(want, c.Warnings); diff != "" {
		t.Error(diff)
	}
	if _, text := w.load(t); !strings.HasSuffix(text, "or give an endpoint, or choose a profile of DIR/xdg/pail/config.yaml: a, b, with config.WithProfile, PAIL_PROFILE or the key default") {
		t.Errorf("the missing region does not say how to choose: %s", text)
	}
}
