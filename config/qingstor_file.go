// SPDX-License-Identifier: Apache-2.0

package config

import (
	"cmp"
	"errors"
	"io/fs"
	"net/netip"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// qingHTTP is the group of the connection's settings in QingStor's file.
const qingHTTP = "httpsettings"

// qingKeys are the keys of QingStor's file that are settings of ours. The host,
// the addressing and the time without a byte are put together from several.
// Sources: github.com/qingstor/qingstor-sdk-go v4.4.0, config/config.go and
// docs/config.md; the zone and the retries: README.md of github.com/qingstor/qsctl.
func qingKeys() []variable {
	return []variable{
		{key: keyAccessKeyID, name: "access_key_id"},
		{key: keySecretAccessKey, name: "secret_access_key"},
		{key: keyRegion, name: "zone"},
		{key: keyAddressing, name: "enable_virtual_host_style", read: addressingOfSwitch},
		{key: keyUserAgent, name: "additional_user_agent"},
		{key: keyConnect, name: "httpsettings.connect_timeout", read: qingDuration("")},
		{key: keyTLSHandshake, name: "httpsettings.tls_timeout", read: qingDuration("")},
		{key: keyIdleConn, name: "httpsettings.idle_timeout", read: qingDuration(noTimeout)},
		{key: keyIdle, name: "httpsettings.read_timeout", read: qingDuration(noTimeout)},
		{key: keyIdle, name: "httpsettings.write_timeout", read: qingDuration(noTimeout)},
		{key: keyEndpoint, name: "endpoint"},
		{key: keyEndpoint, name: "host"},
		{key: keyEndpoint, name: "port"},
		{key: keyEndpoint, name: "protocol"},
	}
}

// qingIdle are the keys of QingStor's file that pail takes note of, but has no
// use for.
func qingIdle() []string {
	return []string{
		"connection_retries",                   // the vendor's SDK for Go has none either; max_attempts is ours
		"disable_uri_cleaning",                 // keys are never changed; false is warned about
		"enable_dual_stack",                    // every connection tries both versions of IP
		"log_level",                            // the program has its own logger
		"httpsettings.dual_stack",              // as enable_dual_stack
		"httpsettings.expect_continue_timeout", // a second
		"httpsettings.max_idle_conns",          // idle connections are bounded for each host
		"httpsettings.max_idle_conns_per_host", // 256
		"httpsettings.tcp_keepalive_time",      // 30 seconds
	}
}

// qingFile reads the file of QingStor's SDKs: ~/.qingstor/config.yaml, or the
// one that QINGSTOR_CONFIG_PATH names.
func qingFile(e environment) layer {
	y := layer{vendor: true, called: nameIn(qingKeys())}
	path, from := e.expand(e.lookup("QINGSTOR_CONFIG_PATH")), origin{name: "QINGSTOR_CONFIG_PATH"}
	if path == "" {
		if e.home() == "" {
			return y
		}
		path = filepath.Join(e.home(), ".qingstor", "config.yaml")
		from = origin{file: path}
	}
	data, info, p := readFile(path, maxFile)
	switch {
	case p != nil && from.name != "":
		y.faults = []Fault{from.fault("", *p)}
		return y
	case p != nil && errors.Is(p.cause, fs.ErrNotExist):
		return y
	case p != nil: // it is somebody else's, perhaps
		f := from.fault("", *p)
		y.refusal = &f
		return y
	}
	d := &document{path: path}
	said := d.qingValues(data)
	y.faults = d.faults
	y.takeQing(said)
	if _, ok := y.values[keySecretAccessKey]; ok {
		y.secretWarning = openSecret(path, info)
	}
	if v := said["disable_uri_cleaning"]; v.text != "" {
		if on, p := addressingOfSwitch(v.text); p == nil && on == "path" {
			y.warnings = append(y.warnings, v.from.fault("", problem{text: "is false and has no effect: pail sends every key as it is, so that a//b stays a//b"}).Error())
		}
	}
	return y
}

// qingValues reads the keys that are known, by name.
func (d *document) qingValues(data []byte) map[string]value {
	said := make(map[string]value)
	root := d.parse(data)
	if root == nil {
		return said
	}
	var names, inner []string
	for _, x := range qingKeys() {
		names = append(names, x.name)
	}
	names = append(names, qingIdle()...)
	for _, name := range names {
		if name, ok := strings.CutPrefix(name, qingHTTP+"."); ok {
			inner = append(inner, name)
		}
	}
	names = append(slices.DeleteFunc(names, func(name string) bool { return strings.Contains(name, ".") }), qingHTTP)
	take := func(p pair, name string) {
		said[name] = value{text: d.scalar(p, name), from: origin{file: d.path, line: p.line, key: name}}
	}
	for _, p := range d.mapping(root, "") {
		switch {
		case p.key == qingHTTP:
			for _, q := range d.mapping(p.node, qingHTTP) {
				if slices.Contains(inner, q.key) {
					take(q, qingHTTP+"."+q.key)
				} else {
					d.foreign(q, qingHTTP, inner)
				}
			}
		case slices.Contains(names, p.key):
			take(p, p.key)
		default:
			d.foreign(p, "", names)
		}
	}
	return said
}

// takeQing sets what the file's values say.
func (l *layer) takeQing(said map[string]value) {
	for _, x := range qingKeys() {
		v := said[x.name]
		switch x.key {
		case keyEndpoint:
		case keyIdle:
			l.takeLonger(x, v)
		default:
			l.take(x, v.text, v.from)
		}
	}
	whole, parts := said["endpoint"], qingParts(said)
	switch {
	case whole.text == "":
		whole = parts
	case parts.text != "" && endpointText(parts.text) != endpointText(whole.text):
		l.warnings = append(l.warnings, parts.from.fault("", problem{text: "has no effect: endpoint, on line " + strconv.Itoa(whole.from.line) + ", says where the store is"}).Error())
	}
	if endpointText(whole.text) != "https://"+qingHost { // that is what no endpoint means
		l.put(keyEndpoint, whole)
	}
}

// takeLonger sets the longer of two times without a byte: pail has one for both
// directions, and neither may be cut short.
func (l *layer) takeLonger(x variable, v value) {
	before, ok := l.values[x.key]
	l.take(x, v.text, v.from)
	after := l.values[x.key]
	if !ok || before.from == after.from {
		return
	}
	a, p := parseTimeout(before.text)
	b, q := parseTimeout(after.text)
	if p != nil || q == nil && (a < 0 || b >= 0 && a > b) {
		l.put(x.key, before)
	}
}

// qingHost is the host where the file says no other.
const qingHost = "qingstor.com"

// qingParts is the endpoint of host, port and protocol, without text if the
// file has none of them. What is wrong with it is said of the one that is.
func qingParts(said map[string]value) value {
	host, port, protocol := said["host"], said["port"], said["protocol"]
	v := value{from: cmp.Or(host.from, port.from, protocol.from)}
	if host.text == "" && port.text == "" && protocol.text == "" {
		return v
	}
	name, scheme := cmp.Or(host.text, qingHost), strings.ToLower(cmp.Or(protocol.text, "https"))
	if a, err := netip.ParseAddr(name); err == nil && a.Is6() {
		name = "[" + name + "]"
	}
	v.text = scheme + "://" + name
	if port.text != "" {
		v.text += ":" + port.text
	}
	u, p := parseEndpoint(v.text)
	n, err := strconv.ParseUint(cmp.Or(port.text, "1"), 10, 16)
	switch {
	case scheme != "http" && scheme != "https":
		v.from, v.bad = protocol.from, &problem{text: "is neither http nor https", fix: "write https"}
	case err != nil || n == 0:
		v.from, v.bad = port.from, &problem{text: "is not a port", fix: "write a number between 1 and 65535"}
	case strings.ContainsAny(strings.Trim(name, "[]"), "/@?#") || name[0] != '[' && strings.Contains(name, ":"):
		v.bad = &problem{text: "is more than the name of a host", fix: "write the name alone, or all of it as endpoint"}
	case p != nil:
		v.bad = &problem{text: p.text, fix: "write the name of a host"}
	default:
		v.text = u.String()
	}
	return v
}

// endpointText is an endpoint in the form in which two can be compared.
func endpointText(text string) string {
	if u, p := parseEndpoint(text); p == nil {
		return u.String()
	}
	return text
}

// qingDuration reads a duration as the vendor's SDK does: a number without a
// unit counts nanoseconds. zero is what 0 means, in our words.
func qingDuration(zero string) func(string) (string, *problem) {
	return func(text string) (string, *problem) {
		if d, err := time.ParseDuration(text); err == nil && d == 0 {
			return zero, nil
		}
		if n, err := strconv.ParseInt(text, 10, 64); err == nil && n >= int64(time.Millisecond) {
			return time.Duration(n).String(), nil
		}
		return text, nil
	}
}
