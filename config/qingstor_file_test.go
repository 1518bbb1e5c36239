// SPDX-License-Identifier: Apache-2.0

package config

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// wholeQingFile has every key that QingStor's SDK for Go and qsctl know.
const wholeQingFile = `# QingStor services configuration
access_key_id: 'qi'
secret_access_key: 'q/s#x='
host: 'qingstor.com'
port: 443
protocol: 'https'
connection_retries: 3
endpoint: 'https://qingstor.com:443'
zone: pek3b
additional_user_agent: "backup/1.2"
disable_uri_cleaning: true
log_level: 'warn'
enable_virtual_host_style: true
enable_dual_stack: false
httpsettings:
  connect_timeout: 5s
  read_timeout: 1m
  write_timeout: 40s
  tls_timeout: 7s
  idle_timeout: 20s
  tcp_keepalive_time: 0
  dual_stack: false
  max_idle_conns: 100
  max_idle_conns_per_host: 10
  expect_continue_timeout: 2s
`

func TestQingStorFileIsReadAsItIs(t *testing.T) {
	t.Parallel()
	c := qing(wholeQingFile).mustLoad(t)
	want := Config{
		Provider: "qingstor", Region: "pek3b", Addressing: "virtual", Checksums: "auto", UserAgent: "backup/1.2",
		Timeouts: Timeouts{Connect: 5 * time.Second, TLSHandshake: 7 * time.Second, Idle: time.Minute, IdleConn: 20 * time.Second},
	}
	if diff := cmp.Diff(want, c, cmpopts.IgnoreFields(Config{}, "Credentials")); diff != "" {
		t.Error(diff)
	}
	if got := keysOf(t, c); got != "qi q/s#x=" {
		t.Errorf("keys %q", got)
	}
	for _, x := range qingKeys() {
		if name := x.name[strings.Index(x.name, ".")+1:]; !strings.Contains(wholeQingFile, name+":") {
			t.Errorf("%s is not in the file", name)
		}
	}
	for _, x := range qingIdle() {
		if name := x[strings.Index(x, ".")+1:]; !strings.Contains(wholeQingFile, name+":") {
			t.Errorf("%s is not in the file", name)
		}
	}
}

func TestQingStorFileEndpoints(t *testing.T) {
	t.Parallel()
	const quiet = ""
	tests := []struct{ name, file, zone, want, warning string }{
		{"the vendor's own parts are no endpoint at all", "host: qingstor.com\nport: 443\nprotocol: https\n", "pek3a", "", quiet},
		{"nor is its endpoint", "endpoint: https://qingstor.com\n", "pek3a", "", quiet},
		{"an endpoint without a port", "endpoint: https://qs.corp.example\n", "", "https://qs.corp.example", quiet},
		{"an endpoint without a scheme", "endpoint: qs.corp.example:8443\n", "", "https://qs.corp.example:8443", quiet},
		{"the zone goes before it", "endpoint: https://qs.corp.example:8443\n", "zone1", "https://zone1.qs.corp.example:8443", quiet},
		{"unless it is there", "endpoint: https://zone1.qs.corp.example\n", "zone1", "https://zone1.qs.corp.example", quiet},
		{"or cannot be: an address", "host: 10.0.0.1\nport: 8080\nprotocol: http\n", "zone1", "http://10.0.0.1:8080", quiet},
		{"or cannot be: this machine", "host: localhost\nport: 8080\nprotocol: http\n", "zone1", "http://localhost:8080", quiet},
		{"IPv6", "host: 2001:db8::1\nenable_dual_stack: false\n", "", "https://[2001:db8::1]", quiet},
		{"IPv6 in brackets", "host: '[2001:db8::1]'\nport: 81\n", "", "https://[2001:db8::1]:81", quiet},
		{"the scheme's port", "host: qs.corp.example\nprotocol: HTTP\n", "", "http://qs.corp.example", quiet},
		{"only a port", "port: 8443\n", "gd2", "https://gd2.qingstor.com:8443", quiet},
		{"only a protocol", "protocol: http\n", "gd2", "http://gd2.qingstor.com", quiet},
		{"the endpoint goes before its parts", "host: qingstor.com\nport: 443\nprotocol: https\nendpoint: http://qs.corp.example\n", "",
			"http://qs.corp.example", "DIR/.qingstor/config.yaml:1: host: has no effect: endpoint, on line 4, says where the store is"},
		{"which may agree", "endpoint: https://qs.corp.example\nhost: QS.corp.example\nport: 443\n", "", "https://qs.corp.example", quiet},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := qing(test.file, "PAIL_REGION", test.zone).mustLoad(t)
			if c.Endpoint != test.want || strings.Join(c.Warnings, "\n") != test.warning {
				t.Errorf("got %v", c)
			}
		})
	}
}

func TestQingStorFileTimeouts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, settings string
		want           Timeouts
	}{
		{"a number counts nanoseconds", "connect_timeout: 30000000000", Timeouts{Connect: 30 * time.Second}},
		{"0 is the default of some", "{connect_timeout: 0, tls_timeout: 0s}", Timeouts{}},
		{"and no bound of others", "{read_timeout: 0, idle_timeout: 0}", Timeouts{Idle: -1, IdleConn: -1}},
		{"the longer of two", "{read_timeout: 10s, write_timeout: 20s}", Timeouts{Idle: 20 * time.Second}},
		{"in either order", "{write_timeout: 10s, read_timeout: 20s}", Timeouts{Idle: 20 * time.Second}},
		{"no bound is longer", "{write_timeout: 10s, read_timeout: 0}", Timeouts{Idle: -1}},
		{"in either order too", "{write_timeout: 0, read_timeout: 10s}", Timeouts{Idle: -1}},
		{"one of two", "write_timeout: 10s", Timeouts{Idle: 10 * time.Second}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			file := "zone: gd2\nhttpsettings:\n  " + test.settings + "\n"
			if got := qing(file).mustLoad(t).Timeouts; got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestQingStorFileFaults(t *testing.T) {
	t.Parallel()
	const at = "DIR/.qingstor/config.yaml:"
	const none = "; leave it out: the provider's own programs do not know it either"
	tests := []struct {
		name, file string
		want       []string
	}{
		{"keys with slips", "zone: gd2\nacces_key_id: x\nHTTPSettings: {}\nhttpsettings:\n  conect_timeout: 1s\n", []string{
			at + "2: acces_key_id: is not a known key; did you mean access_key_id?",
			at + "3: HTTPSettings: is not a known key; did you mean httpsettings?",
			at + "5: httpsettings.conect_timeout: is not a known key; did you mean connect_timeout?"}},
		{"keys of nobody's", "zone: gd2\ncolour: red\n" + canary + ": x\n", []string{
			at + "2: colour: is not a known key" + none, at + "3: has a key that is not known" + none}},
		{"keys of ours", "zone: gd2\nproxy: direct\ntimeouts: {}\n", []string{
			at + "2: proxy: is not a known key; move it into a profile of pail's own file",
			at + "3: timeouts: is not a known key; move it into a profile of pail's own file"}},
		{"a merge key", "a: &a {}\n<<: *a\nzone: gd2\n", []string{at + "1: a: is not a known key" + none, at + "2: has a key that is not known; write the keys out: merging is not supported"}},
		{"a key given twice", "zone: gd2\nzone: gd2\n", []string{at + "2: zone: is given twice, first on line 1; keep one of them"}},
		{"a list for a word", "zone: [gd2]\n", []string{at + "1: zone: has a list or a mapping where one value is wanted; write one value after the colon"}},
		{"a word for the settings", "zone: gd2\nhttpsettings: 1s\n", []string{at + "2: httpsettings: is not a mapping; write keys and values below it, indented"}},
		{"bad durations", "zone: gd2\nhttpsettings:\n  connect_timeout: 30\n  tls_timeout: soon\n  idle_timeout: -1s\n  read_timeout: x\n  write_timeout: 1s\n", []string{
			at + "3: httpsettings.connect_timeout: has no unit; write 30s if seconds are meant",
			at + "4: httpsettings.tls_timeout: is not a duration; write a number with a unit, such as 500ms, 10s or 2m, or none",
			at + "5: httpsettings.idle_timeout: is negative; write a number with a unit, such as 500ms, 10s or 2m, or none",
			at + "6: httpsettings.read_timeout: is not a duration; write a number with a unit, such as 500ms, 10s or 2m, or none"}},
		{"a switch", "zone: gd2\nenable_virtual_host_style: perhaps\n", []string{at + "2: enable_virtual_host_style: is neither true nor false; write true or false"}},
		{"a port", "host: h\nport: https\n", []string{at + "2: port: is not a port; write a number between 1 and 65535"}},
		{"a port that is too large", "port: 65536\n", []string{at + "1: port: is not a port; write a number between 1 and 65535"}},
		{"a protocol", "host: h\nprotocol: ftp\n", []string{at + "2: protocol: is neither http nor https; write https"}},
		{"a URL for a host", "host: https://h\n", []string{at + "1: host: is more than the name of a host; write the name alone, or all of it as endpoint"}},
		{"a host with a port", "host: h:80\n", []string{at + "1: host: is more than the name of a host; write the name alone, or all of it as endpoint"}},
		{"a host that is none", "host: a..b\n", []string{at + "1: host: has a host that is not a name; write the name of a host"}},
		{"an endpoint", "zone: gd2\nendpoint: https://h/?" + canary + "\n", []string{at + "2: endpoint: has a query; leave out everything from the question mark on"}},
		{"an agent", "zone: gd2\nadditional_user_agent: ü\n", []string{at + "2: additional_user_agent: has control characters or letters outside ASCII in it; write it as name/version"}},
		{"a zone", "zone: beijing\n", []string{at + "1: zone: is \"beijing\", not the name of a zone of QingStor; did you mean pek3b or pek3a?"}},
		{"two zones", "zone: pek3b\nendpoint: https://pek3a.qingstor.com\n", []string{at + "1: zone: is not the one that the endpoint's host says; leave out one of them"}},
		{"half a pair", "zone: gd2\nsecret_access_key: x\n", []string{at + "2: secret_access_key: is set, but access_key_id is not; set both, or neither"}},
		{"a key with a line break", "zone: gd2\naccess_key_id: x\nsecret_access_key: \"a\\n\"\n", []string{
			at + "3: secret_access_key: has white space, control characters or letters outside ASCII in it; copy it again, without line breaks"}},
		{"text that is no YAML", "access_key_id: x\nsecret_access_key: \"" + canary + "\n", []string{at + "2: is not YAML: found unexpected end of stream; check quotes, colons and indentation here and above"}},
		{"a list", "- zone\n", []string{at + "1: is not a mapping; write keys and values below it, indented"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, got := qing(test.file).load(t)
			if diff := cmp.Diff(errorText(test.want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("a value that is not used may be wrong", func(t *testing.T) {
		t.Parallel()
		w := qing("port: x\nhttpsettings: {connect_timeout: 30}\n", "PAIL_ENDPOINT", "localhost", "PAIL_TIMEOUTS_CONNECT", "1s")
		if c := w.mustLoad(t); c.Endpoint != "http://localhost" || c.Timeouts.Connect != time.Second {
			t.Errorf("got %v", c)
		}
	})
}

func TestQingStorFileThatCannotBeRead(t *testing.T) {
	t.Parallel()
	t.Run("one that was asked for must be there", func(t *testing.T) {
		t.Parallel()
		_, got := qing("", "QINGSTOR_CONFIG_PATH", "DIR/no.yaml").load(t)
		if want := "config: QINGSTOR_CONFIG_PATH: names a file that does not exist: DIR/no.yaml; check the path"; got != want {
			t.Errorf("got %q", got)
		}
	})
	t.Run("the usual one may be missing", func(t *testing.T) {
		t.Parallel()
		qing("", "PAIL_REGION", "gd2").mustLoad(t)
		qing("", "PAIL_REGION", "gd2", "HOME", "", "USERPROFILE", "").mustLoad(t)
	})
	t.Run("and unreadable, if the keys are elsewhere", func(t *testing.T) {
		t.Parallel()
		w := qing("", "PAIL_REGION", "gd2")
		w.files[".qingstor/config.yaml/x"] = "" // a folder
		if _, got := w.load(t); got != "config: DIR/.qingstor/config.yaml: names a folder: DIR/.qingstor/config.yaml; name a file" {
			t.Errorf("got %q", got)
		}
		w.mustLoad(t, WithStaticCredentials("i", "s", ""))
	})
}

func TestQingStorFileWarnings(t *testing.T) {
	t.Parallel()
	const cleaning = "zone: gd2\ndisable_uri_cleaning: "
	const noEffect = "DIR/.qingstor/config.yaml:2: disable_uri_cleaning: is false and has no effect: pail sends every key as it is, so that a//b stays a//b"
	for text, want := range map[string]string{"false": noEffect, "no": noEffect, "true": "", "''": "", "perhaps": ""} {
		t.Run("disable_uri_cleaning: "+text, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(qing(cleaning+text+"\n").mustLoad(t).Warnings, "\n"); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
	t.Run("others can read the file", func(t *testing.T) {
		t.Parallel()
		dir, inside := qing("zone: gd2\naccess_key_id: i\nsecret_access_key: s\n").build(t)
		path := dir + "/.qingstor/config.yaml"
		if err := os.Chmod(path, 0o644); err != nil {
			t.Fatal(err)
		}
		for _, test := range []struct {
			opt  Option
			want string
		}{
			{nil, path + " holds secrets, and other users can read it (mode -rw-r--r--); run: chmod 600 " + path},
			{WithAnonymous(), ""},
		} {
			c, err := Load(t.Context(), inside, test.opt)
			if err != nil || strings.Join(c.Warnings, "\n") != test.want {
				t.Errorf("got %q, %v", c.Warnings, err)
			}
		}
	})
}
