// SPDX-License-Identifier: Apache-2.0

package config

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// everywhere sets the region in each place; a test takes places away from the top.
func everywhere() world {
	return world{
		files: map[string]string{
			"xdg/pail/config.yaml": "profiles:\n  default:\n    region: from-profile\n",
			".aws/config":          "[default]\nregion = from-config\n",
			".aws/credentials":     "[default]\nregion = from-credentials\n",
		},
		variables: map[string]string{
			"PAIL_REGION":        "from-pail-variable",
			"AWS_REGION":         "from-aws-region",
			"AWS_DEFAULT_REGION": "from-aws-default-region",
		},
	}
}

func TestPrecedence(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		opts   []Option
		remove []string // variables and files
		want   string
	}{
		{"an option is above all", []Option{WithRegion("from-option")}, nil, "from-option"},
		{"the last of two options wins", []Option{WithRegion("first"), WithRegion("last")}, nil, "last"},
		{"an empty option is as good as none", []Option{WithRegion("")}, nil, "from-pail-variable"},
		{"pail's variable comes next", nil, nil, "from-pail-variable"},
		{"then the profile", nil, []string{"PAIL_REGION"}, "from-profile"},
		{"then the vendor's first variable", nil, []string{"PAIL_REGION", "xdg/pail/config.yaml"}, "from-aws-region"},
		{"then its second", nil, []string{"PAIL_REGION", "xdg/pail/config.yaml", "AWS_REGION"}, "from-aws-default-region"},
		{"then the credentials file", nil, []string{"PAIL_REGION", "xdg/pail/config.yaml", "AWS_REGION", "AWS_DEFAULT_REGION"}, "from-credentials"},
		{"then the config file", nil, []string{"PAIL_REGION", "xdg/pail/config.yaml", "AWS_REGION", "AWS_DEFAULT_REGION", ".aws/credentials"}, "from-config"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := everywhere()
			for _, name := range test.remove {
				delete(w.files, name)
				delete(w.variables, name)
			}
			if got := w.mustLoad(t, test.opts...).Region; got != test.want {
				t.Errorf("region %q, want %q", got, test.want)
			}
		})
	}
	t.Run("without the environment nothing is left", func(t *testing.T) {
		t.Parallel()
		c := everywhere().mustLoad(t, WithoutEnvironment(), WithEndpoint("localhost:9000"))
		want := Config{Provider: "s3", Endpoint: "http://localhost:9000", Addressing: "auto", Checksums: "auto", Proxy: ProxyDirect}
		if diff := cmp.Diff(want, c, cmpopts.IgnoreFields(Config{}, "Credentials")); diff != "" {
			t.Error(diff)
		}
		if kind := kindOf(c.Credentials); kind != "none" {
			t.Errorf("credentials are %s", kind)
		}
	})
}

const fullProfile = `default: full
profiles:
  full:
    provider: S3
    endpoint: https://Store.example:443/base/
    region: nowhere-1
    addressing: Path
    access_key_id: 0123
    secret_access_key: shh
    session_token: tok
    proxy: http://me:pw@proxy:3128
    checksums: when_required
    user_agent: backup/1.2
    max_attempts: 7
    timeouts:
      connect: 1s
      tls_handshake: 2s
      idle: none
      idle_conn: 1m30s
`

func TestEveryKeyOfAProfileArrives(t *testing.T) {
	t.Parallel()
	w := world{files: map[string]string{"pail.yaml": fullProfile}, variables: map[string]string{"PAIL_CONFIG": "DIR/pail.yaml"}}
	c := w.mustLoad(t)
	want := Config{
		Provider: "s3", Profile: "full", Endpoint: "https://store.example/base", Region: "nowhere-1",
		Addressing: "path", Proxy: "http://me:pw@proxy:3128", Checksums: "required", UserAgent: "backup/1.2", MaxAttempts: 7,
		Timeouts: Timeouts{Connect: time.Second, TLSHandshake: 2 * time.Second, Idle: -1, IdleConn: 90 * time.Second},
	}
	if diff := cmp.Diff(want, c, cmpopts.IgnoreFields(Config{}, "Credentials")); diff != "" {
		t.Error(diff)
	}
	if got := keysOf(t, c); got != "0123 shh tok" {
		t.Errorf("keys %q", got)
	}
}

func TestEveryKeyHasAVariableAndTheyOverrideTheProfile(t *testing.T) {
	t.Parallel()
	w := world{files: map[string]string{"pail.yaml": fullProfile}, variables: map[string]string{
		"PAIL_CONFIG": "DIR/pail.yaml", "PAIL_PROVIDER": "s3", "PAIL_ENDPOINT": "other:81", "PAIL_REGION": "r", "PAIL_ADDRESSING": "virtual",
		"PAIL_ACCESS_KEY_ID": "i", "PAIL_SECRET_ACCESS_KEY": "s", "PAIL_PROXY": "direct", "PAIL_CHECKSUMS": "supported",
		"PAIL_USER_AGENT": "u", "PAIL_MAX_ATTEMPTS": "1", "PAIL_TIMEOUTS_CONNECT": "11s", "PAIL_TIMEOUTS_TLS_HANDSHAKE": "12s",
		"PAIL_TIMEOUTS_IDLE": "13s", "PAIL_TIMEOUTS_IDLE_CONN": "14s",
	}}
	c := w.mustLoad(t)
	want := Config{
		Provider: "s3", Profile: "full", Endpoint: "https://other:81", Region: "r", Addressing: "virtual", Proxy: "direct",
		Checksums: "supported", UserAgent: "u", MaxAttempts: 1,
		Timeouts: Timeouts{Connect: 11 * time.Second, TLSHandshake: 12 * time.Second, Idle: 13 * time.Second, IdleConn: 14 * time.Second},
	}
	if diff := cmp.Diff(want, c, cmpopts.IgnoreFields(Config{}, "Credentials")); diff != "" {
		t.Error(diff)
	}
	if got := keysOf(t, c); got != "i s" {
		t.Errorf("keys %q: the profile's token must not join the variables' pair", got)
	}
}

func TestProfileChoice(t *testing.T) {
	t.Parallel()
	const file = "default: b\nprofiles:\n  a: {region: a}\n  b: {region: b}\n  c: {region: c}\n  default: {region: d}\n"
	none := strings.TrimPrefix(file, "default: b\n")
	tests := []struct {
		name, file string
		variable   string
		opts       []Option
		want       string
	}{
		{"the option comes first", file, "a", []Option{WithProfile("c")}, "c"},
		{"then the variable", file, "a", nil, "a"},
		{"then the key default", file, "", nil, "b"},
		{"then the profile called default", none, "", nil, "default"},
		{"an alias may stand for a profile", "default: b\nprofiles:\n  a: &x {region: a}\n  b: *x\n", "", nil, "b"},
		{"null is an empty profile", "default: b\nprofiles:\n  b:\n", "", []Option{WithRegion("r")}, "b"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := world{files: map[string]string{"xdg/pail/config.yaml": test.file}, variables: map[string]string{"PAIL_PROFILE": test.variable}}
			if got := w.mustLoad(t, test.opts...).Profile; got != test.want {
				t.Errorf("profile %q, want %q", got, test.want)
			}
		})
	}
}

func TestWhereTheFileIs(t *testing.T) {
	t.Parallel()
	file := func(region string) string { return "profiles: {default: {region: " + region + "}}\n" }
	files := map[string]string{
		"option.yaml": file("option"), "variable.yaml": file("variable"),
		"xdg/pail/config.yaml": file("xdg"), ".config/pail/config.yaml": file("home"),
	}
	tests := []struct {
		name      string
		variables map[string]string
		opt       func(dir string) Option
		want      string
	}{
		{"the option names it", map[string]string{"PAIL_CONFIG": "DIR/variable.yaml"}, func(dir string) Option { return WithFile(dir + "/option.yaml") }, "option"},
		{"else PAIL_CONFIG", map[string]string{"PAIL_CONFIG": "DIR/variable.yaml"}, nil, "variable"},
		{"where ~/ is the home", map[string]string{"PAIL_CONFIG": "~/variable.yaml"}, nil, "variable"},
		{"else it is below XDG_CONFIG_HOME", nil, nil, "xdg"},
		{"else below ~/.config", map[string]string{"XDG_CONFIG_HOME": ""}, nil, "home"},
		{"as with a relative XDG_CONFIG_HOME", map[string]string{"XDG_CONFIG_HOME": "xdg"}, nil, "home"},
		{"WithoutEnvironment leaves the option", map[string]string{"PAIL_REGION": "no"}, func(dir string) Option {
			return func(l *loader) { WithFile(dir + "/option.yaml")(l); WithoutEnvironment()(l) }
		}, "option"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir, inside := world{files: files, variables: test.variables}.build(t)
			opts := []Option{inside}
			if test.opt != nil {
				opts = append(opts, test.opt(dir))
			}
			c, err := Load(t.Context(), opts...)
			if err != nil {
				t.Fatal(err)
			}
			if c.Region != test.want {
				t.Errorf("region %q, want %q", c.Region, test.want)
			}
		})
	}
}

func TestCredentialsComeFromOnePlace(t *testing.T) {
	t.Parallel()
	const profile = "profiles: {default: {endpoint: localhost, access_key_id: pi, secret_access_key: ps, session_token: pt}}\n"
	const anonymous = "profiles: {default: {endpoint: localhost, anonymous: true}}\n"
	aws1 := map[string]string{"AWS_ACCESS_KEY_ID": "ai", "AWS_SECRET_ACCESS_KEY": "as", "AWS_SESSION_TOKEN": "at"}
	own := func(more ...string) map[string]string {
		m := map[string]string{"AWS_ACCESS_KEY_ID": "ai", "AWS_SECRET_ACCESS_KEY": "as", "AWS_SESSION_TOKEN": "at"}
		for i := 0; i < len(more); i += 2 {
			m[more[i]] = more[i+1]
		}
		return m
	}
	provider := aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: "ui", SecretAccessKey: "us"}, nil
	})
	tests := []struct {
		name, file string
		variables  map[string]string
		opts       []Option
		want       string
	}{
		{"an option's provider", profile, own(), []Option{WithCredentials(provider)}, "ui us"},
		{"an option's key", profile, own(), []Option{WithStaticCredentials("oi", "os", "ot")}, "oi os ot"},
		{"an option's anonymity", profile, own(), []Option{WithAnonymous()}, "anonymous"},
		{"pail's variables", profile, own("PAIL_ACCESS_KEY_ID", "vi", "PAIL_SECRET_ACCESS_KEY", "vs"), nil, "vi vs"},
		{"anonymity by variable", profile, own("PAIL_ANONYMOUS", "1"), nil, "anonymous"},
		{"the profile", profile, aws1, nil, "pi ps pt"},
		{"anonymity in the profile", anonymous, aws1, nil, "anonymous"},
		{"anonymity in the profile, denied by variable", anonymous, own("PAIL_ANONYMOUS", "false"), nil, "ai as at"},
		{"AWS's variables", "profiles: {default: {endpoint: localhost}}\n", aws1, nil, "ai as at"},
		{"nowhere", "profiles: {default: {endpoint: localhost}}\n", nil, nil, "none"},
		{"a half pair below is of no matter", profile, map[string]string{"AWS_ACCESS_KEY_ID": "ai"}, nil, "pi ps pt"},
		{"nor is a role", profile, map[string]string{"AWS_WEB_IDENTITY_TOKEN_FILE": "/x"}, nil, "pi ps pt"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := world{files: map[string]string{"xdg/pail/config.yaml": test.file}, variables: test.variables}
			if got := keysOf(t, w.mustLoad(t, test.opts...)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestMissingCredentialsSayWhereTheyWereLookedFor(t *testing.T) {
	t.Parallel()
	_, err := world{}.mustLoad(t, WithEndpoint("localhost")).Credentials.Retrieve(t.Context())
	const want = "config: there are no credentials; looked in the options, PAIL_ACCESS_KEY_ID, AWS_ACCESS_KEY_ID and AWS's shared files; " +
		"set access_key_id and secret_access_key, pass config.WithCredentials, or say config.WithAnonymous"
	if !errors.Is(err, ErrNoCredentials) || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
	if _, err := Static("id", "", "").Retrieve(t.Context()); !errors.Is(err, ErrNoCredentials) {
		t.Errorf("half a static key: %v", err)
	}
}

func TestAnEndedContextEndsLoad(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Load(ctx, WithoutEnvironment(), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

type round struct{ http.RoundTripper }

// A CA bundle variable in the environment once made SDKs refuse a client of the
// user's own. With a transport it must not even be read.
func TestACABundleVariableNeverBreaksATransportOfTheUsers(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"AWS_CA_BUNDLE", "PAIL_CA_BUNDLE"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := world{variables: map[string]string{name: "DIR/missing.pem"}}
			c := w.mustLoad(t, WithTransport(round{}), WithEndpoint("localhost"))
			if c.CABundle != "" {
				t.Errorf("the bundle is set: %q", c.CABundle)
			}
			if vendor := name == "AWS_CA_BUNDLE"; vendor != (len(c.Warnings) == 0) {
				t.Errorf("warnings: %q", c.Warnings)
			}
			if _, text := w.load(t, WithEndpoint("localhost")); !strings.Contains(text, name+": names a file that does not exist") {
				t.Errorf("without a transport: %q", text)
			}
		})
	}
	t.Run("nor one that is set on the Config later", func(t *testing.T) {
		t.Parallel()
		c := Config{Provider: "s3", Endpoint: "localhost", CABundle: "missing.pem", Proxy: "no such://", ClientKey: "x", Transport: round{}}
		if err := c.Validate(); err != nil {
			t.Error(err)
		}
	})
}
