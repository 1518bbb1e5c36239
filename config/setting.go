// SPDX-License-Identifier: Apache-2.0

package config

import (
	"strconv"
	"strings"
	"time"
)

// The keys of the settings, as they stand in a profile.
const (
	keyProvider        = "provider"
	keyEndpoint        = "endpoint"
	keyRegion          = "region"
	keyAddressing      = "addressing"
	keyAccessKeyID     = "access_key_id"
	keySecretAccessKey = "secret_access_key"
	keySessionToken    = "session_token"
	keyAnonymous       = "anonymous"
	keyProxy           = "proxy"
	keyCABundle        = "ca_bundle"
	keyClientCert      = "client_cert"
	keyClientKey       = "client_key"
	keyChecksums       = "checksums"
	keyUserAgent       = "user_agent"
	keyMaxAttempts     = "max_attempts"
	keyConnect         = "timeouts.connect"
	keyTLSHandshake    = "timeouts.tls_handshake"
	keyIdle            = "timeouts.idle"
	keyIdleConn        = "timeouts.idle_conn"
)

// setting is one key of a profile and what its text does to a Config.
type setting struct {
	key   string
	field string // of Config

	// set stores the text. nil for credentials, which are resolved together.
	set func(c *Config, text string) *problem

	path      bool // a path, relative to the file it is written in
	transport bool // of no effect with a transport of the user's
}

// variable is the name of the setting's variable: PAIL_TIMEOUTS_CONNECT.
func (s setting) variable() string {
	return "PAIL_" + strings.ToUpper(strings.ReplaceAll(s.key, ".", "_"))
}

// fieldOf is where a setting stands in a Config written by hand.
func fieldOf(key string) origin {
	for _, s := range settings() {
		if s.key == key {
			return origin{name: "Config." + s.field}
		}
	}
	return origin{}
}

// settings lists every setting, in the order in which faults are reported.
func settings() []setting {
	return []setting{
		{key: keyProvider, field: "Provider", set: word(func(c *Config) *string { return &c.Provider })},
		{key: keyEndpoint, field: "Endpoint", set: text(func(c *Config) *string { return &c.Endpoint })},
		{key: keyRegion, field: "Region", set: text(func(c *Config) *string { return &c.Region })},
		{key: keyAddressing, field: "Addressing", set: word(func(c *Config) *string { return &c.Addressing })},
		{key: keyAccessKeyID, field: "Credentials"},
		{key: keySecretAccessKey, field: "Credentials"},
		{key: keySessionToken, field: "Credentials"},
		{key: keyAnonymous, field: "Credentials"},
		{key: keyProxy, field: "Proxy", set: text(func(c *Config) *string { return &c.Proxy }), transport: true},
		{key: keyCABundle, field: "CABundle", set: text(func(c *Config) *string { return &c.CABundle }), path: true, transport: true},
		{key: keyClientCert, field: "ClientCert", set: text(func(c *Config) *string { return &c.ClientCert }), path: true, transport: true},
		{key: keyClientKey, field: "ClientKey", set: text(func(c *Config) *string { return &c.ClientKey }), path: true, transport: true},
		{key: keyChecksums, field: "Checksums", set: setChecksums},
		{key: keyUserAgent, field: "UserAgent", set: text(func(c *Config) *string { return &c.UserAgent })},
		{key: keyMaxAttempts, field: "MaxAttempts", set: setMaxAttempts},
		{key: keyConnect, field: "Timeouts.Connect", set: duration(func(c *Config) *time.Duration { return &c.Timeouts.Connect }), transport: true},
		{key: keyTLSHandshake, field: "Timeouts.TLSHandshake", set: duration(func(c *Config) *time.Duration { return &c.Timeouts.TLSHandshake }), transport: true},
		{key: keyIdle, field: "Timeouts.Idle", set: duration(func(c *Config) *time.Duration { return &c.Timeouts.Idle }), transport: true},
		{key: keyIdleConn, field: "Timeouts.IdleConn", set: duration(func(c *Config) *time.Duration { return &c.Timeouts.IdleConn }), transport: true},
	}
}

func text(field func(*Config) *string) func(*Config, string) *problem {
	return func(c *Config, text string) *problem {
		*field(c) = text
		return nil
	}
}

// word stores one word of a closed list, which are all in lower case.
func word(field func(*Config) *string) func(*Config, string) *problem {
	return func(c *Config, text string) *problem {
		*field(c) = strings.ToLower(text)
		return nil
	}
}

// setChecksums takes AWS's words too: "when_required", "WHEN_SUPPORTED".
func setChecksums(c *Config, text string) *problem {
	c.Checksums = strings.TrimPrefix(strings.ToLower(text), "when_")
	return nil
}

func setMaxAttempts(c *Config, text string) *problem {
	n, err := strconv.Atoi(text)
	if err != nil {
		return &problem{text: "is not a whole number", fix: attemptsFix}
	}
	c.MaxAttempts = n
	if n == 0 {
		return &problem{text: "is 0", fix: attemptsFix}
	}
	return nil
}

// parseBool reads true and false, and nothing that merely looks like them.
func parseBool(text string) (bool, *problem) {
	switch strings.ToLower(text) {
	case "true", "1":
		return true, nil
	case "false", "0":
		return false, nil
	}
	return false, &problem{text: "is neither true nor false", fix: "write true or false"}
}
