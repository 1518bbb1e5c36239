// SPDX-License-Identifier: Apache-2.0

package rest

import "errors"

// Client sends requests for generated clients. It comes from [New], does not change
// and is safe for concurrent use. A nil Client, and a zero one, fails every call.
type Client struct {
	settings *settings // behind a pointer, so that printing a Client shows none of it
}

// New makes a client. The error, if any, is a [*ConfigError].
func New(cfg Config) (*Client, error) {
	s, err := cfg.resolve()
	if err != nil {
		return nil, err
	}
	return &Client{settings: s}, nil
}

// errNoClient is what a client says that did not come from New.
var errNoClient = errors.New("the client is empty: make it with New")

// with is c's settings with the options laid over them.
func (c *Client) with(opts []Option) (*settings, error) {
	if c == nil || c.settings == nil {
		return nil, errNoClient
	}
	cfg, changed := c.settings.Config, false
	for _, o := range opts {
		if o != nil {
			o(&cfg)
			changed = true
		}
	}
	if !changed {
		return c.settings, nil
	}
	return cfg.resolve()
}
