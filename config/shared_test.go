// SPDX-License-Identifier: Apache-2.0

package config

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const sharedConfig = `
; a comment
[default]
region = eu-west-1 ; inline
output = json
[profile work]
region=eu-west-2
endpoint_url = https://work.example
aws_access_key_id = from-config
aws_secret_access_key = from-config
services = local
max_attempts = 5
request_checksum_calculation = WHEN_REQUIRED
s3 =
  addressing_style = path
  max_concurrent_requests = 20
[profile "two words"]
region = eu-west-3
[profile role]
role_arn = arn:aws:iam::123456789012:role/x
source_profile = work
aws_access_key_id = unused
aws_secret_access_key = unused
region = eu-west-4
[profile sso]
sso_session = corp
region = eu-west-5
[profile process]
credential_process = /bin/keys
[profile half]
aws_access_key_id = only
[sso-session corp]
region = not-this
[services local]
s3 =
  endpoint_url = http://localhost:9000
sts =
  endpoint_url = http://localhost:1
a line that is none
[broken
region = not-this
`

const sharedCredentials = "\ufeff[default]\r\naws_access_key_id = di\r\naws_secret_access_key = d/s#x=\r\n" +
	"[work]\naws_access_key_id = wi\naws_secret_access_key = ws\naws_session_token = wt # old\n"

func amazon(variables ...string) world {
	w := world{
		files:     map[string]string{".aws/config": sharedConfig, ".aws/credentials": sharedCredentials},
		variables: map[string]string{},
	}
	for i := 0; i < len(variables); i += 2 {
		w.variables[variables[i]] = variables[i+1]
	}
	return w
}

func TestAWSSharedFiles(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name                   string
		world                  world
		region, endpoint, keys string
	}{
		{"the default profile", amazon(), "eu-west-1", "", "di d/s#x="},
		{"a chosen one, whose services section names the endpoint", amazon("AWS_PROFILE", "work"), "eu-west-2", "http://localhost:9000", "wi ws wt"},
		{"by the older variable", amazon("AWS_DEFAULT_PROFILE", "work"), "eu-west-2", "http://localhost:9000", "wi ws wt"},
		{"a name of two words, without a key", amazon("AWS_PROFILE", "two words"), "eu-west-3", "", "none"},
		{"variables go first", amazon("AWS_PROFILE", "work", "AWS_REGION", "r", "AWS_ENDPOINT_URL", "https://e", "AWS_ENDPOINT_URL_S3", "https://s", "AWS_ACCESS_KEY_ID", "i", "AWS_SECRET_ACCESS_KEY", "s"), "r", "https://s", "i s"},
		{"a role is of no matter with a key above", amazon("AWS_PROFILE", "role", "AWS_ACCESS_KEY_ID", "i", "AWS_SECRET_ACCESS_KEY", "s"), "eu-west-4", "", "i s"},
		{"nor is a profile that does not exist", amazon("AWS_PROFILE", "nobody", "AWS_REGION", "r", "AWS_ACCESS_KEY_ID", "i", "AWS_SECRET_ACCESS_KEY", "s"), "r", "", "i s"},
		{"other files by variable", world{
			files:     map[string]string{"c": "[default]\nregion = x\n", "k": "[default]\naws_access_key_id = i\naws_secret_access_key = s\n"},
			variables: map[string]string{"AWS_CONFIG_FILE": "DIR/c", "AWS_SHARED_CREDENTIALS_FILE": "~/k"},
		}, "x", "", "i s"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := test.world.mustLoad(t)
			got := []string{c.Region, c.Endpoint, keysOf(t, c)}
			if diff := cmp.Diff([]string{test.region, test.endpoint, test.keys}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("the other properties", func(t *testing.T) {
		t.Parallel()
		c := amazon("AWS_PROFILE", "work").mustLoad(t)
		if c.MaxAttempts != 5 || c.Checksums != "required" || c.Addressing != "path" {
			t.Errorf("got %v", c)
		}
	})
	t.Run("WithoutEnvironment reads none of it", func(t *testing.T) {
		t.Parallel()
		c := amazon().mustLoad(t, WithoutEnvironment(), WithEndpoint("h"))
		if c.Region != "" || keysOf(t, c) != "none" {
			t.Errorf("got %v", c)
		}
	})
}

func TestAWSSharedFileFaults(t *testing.T) {
	t.Parallel()
	const way = ", which pail does not fetch; pass any aws.CredentialsProvider with config.WithCredentials, such as the one of aws-sdk-go-v2's config.LoadDefaultConfig, or set a static key"
	tests := []struct {
		name  string
		world world
		want  string
	}{
		{"a role", amazon("AWS_PROFILE", "role"), "DIR/.aws/config:20: role_arn: asks for credentials from a role to assume" + way},
		{"single sign-on", amazon("AWS_PROFILE", "sso"), "DIR/.aws/config:26: sso_session: asks for credentials from single sign-on" + way},
		{"a process", amazon("AWS_PROFILE", "process", "AWS_REGION", "r"), "DIR/.aws/config:29: credential_process: asks for credentials from a process" + way},
		{"half a pair", amazon("AWS_PROFILE", "half", "AWS_REGION", "r"), "DIR/.aws/config:31: aws_access_key_id: is set, but aws_secret_access_key is not; set both, or neither"},
		{"a profile that does not exist", amazon("AWS_PROFILE", "wor", "AWS_REGION", "r"), `AWS_PROFILE: names the profile "wor", which does not exist; did you mean "work"? Choose one of: default, half, process, role, sso, work, others`},
		{"no profiles at all", world{variables: map[string]string{"AWS_PROFILE": "x", "AWS_REGION": "r"}}, `AWS_PROFILE: names the profile "x", which does not exist; add it: AWS's shared files have no profiles`},
		{"a file that does not exist", amazon("AWS_CONFIG_FILE", "DIR/no", "AWS_SHARED_CREDENTIALS_FILE", "DIR/no", "AWS_REGION", "r"), "AWS_CONFIG_FILE: names a file that does not exist: DIR/no; check the path"},
		{"a container's role", world{variables: map[string]string{"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://x", "AWS_REGION": "r"}}, "AWS_CONTAINER_CREDENTIALS_FULL_URI: asks for credentials from a container's role" + way},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, got := test.world.load(t)
			if diff := cmp.Diff("config: "+test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWarnings(t *testing.T) {
	t.Parallel()
	const secrets = "profiles: {default: {endpoint: localhost, access_key_id: i, secret_access_key: s}}\n"
	const mode = " holds secrets, and other users can read it (mode -rw-r-----); run: chmod 600 "
	tests := []struct {
		name  string
		world world
		open  string // the file that others can read
		want  []string
	}{
		{"a file with secrets", world{files: map[string]string{"xdg/pail/config.yaml": secrets}}, "xdg/pail/config.yaml",
			[]string{"DIR/xdg/pail/config.yaml" + mode + "DIR/xdg/pail/config.yaml"}},
		{"a file without", world{files: map[string]string{"xdg/pail/config.yaml": "profiles: {default: {endpoint: localhost}}\n"}}, "xdg/pail/config.yaml", nil},
		{"a proxy's password is one", world{files: map[string]string{"xdg/pail/config.yaml": "profiles: {default: {endpoint: localhost, proxy: 'http://a:b@c'}}\n"}}, "xdg/pail/config.yaml",
			[]string{"DIR/xdg/pail/config.yaml" + mode + "DIR/xdg/pail/config.yaml"}},
		{"AWS's credentials, in use", amazon("PAIL_REGION", "r"), ".aws/credentials", []string{"DIR/.aws/credentials" + mode + "DIR/.aws/credentials"}},
		{"AWS's credentials, not in use", amazon("PAIL_REGION", "r", "PAIL_ANONYMOUS", "true"), ".aws/credentials", nil},
		{"a misspelt variable", world{variables: map[string]string{"PAIL_REGOIN": "r", "PAIL_ENDPOINT": "localhost", "PAIL_LOG": "x", "REGION": "y"}}, "",
			[]string{`the variable "PAIL_REGOIN" is not known and has no effect; is PAIL_REGION meant?`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir, inside := test.world.build(t)
			if test.open != "" {
				if err := os.Chmod(dir+"/"+test.open, 0o640); err != nil {
					t.Fatal(err)
				}
			}
			c, err := Load(t.Context(), inside)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, w := range c.Warnings {
				got = append(got, strings.ReplaceAll(w, dir, "DIR"))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	if got := shellQuote("/a b/it's"); got != `'/a b/it'\''s'` {
		t.Errorf("got %s", got)
	}
}
