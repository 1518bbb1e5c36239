// SPDX-License-Identifier: Apache-2.0

package config

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strings"
)

// Load finds the settings of one store in options, variables and files, in the
// order of precedence that the package comment gives. It uses no network.
//
// The error is an [*Error] with everything that is wrong, or that of ctx. What
// is odd but usable is in Config.Warnings. The returned Config passes
// [Config.Validate]; its Region stays "" at an endpoint that has none to name.
func Load(ctx context.Context, opts ...Option) (Config, error) {
	if err := ctx.Err(); err != nil {
		return Config{}, err
	}
	l := &loader{outside: inherited()}
	for _, o := range opts {
		if o != nil {
			o(l)
		}
	}
	if l.isolated {
		l.outside = nothing()
	}
	c := l.load()
	if l.logger != nil {
		for _, w := range l.warnings {
			l.logger.WarnContext(ctx, w)
		}
	}
	if len(l.faults) > 0 {
		return Config{}, &Error{Faults: inOrder(l.faults)}
	}
	return c, nil
}

// loader is one run of Load.
type loader struct {
	// What the options said.
	stated        layer
	credentials   *chosen
	transport     http.RoundTripper
	logger        *slog.Logger
	profile, file value
	isolated      bool

	outside  environment
	used     string // the profile in use
	unchosen string // how to choose one, if none is
	blind    bool   // a profile or a file could not be read
	faults   []Fault
	warnings []string
}

func (l *loader) load() Config {
	l.warn(l.outside.misspelt()...)
	layers := []layer{l.stated, l.outside.variables(), l.readProfile()}
	provider, _, ok := find(layers, keyProvider)
	if !ok {
		provider.text = vendors()[0].id
	}
	v, _ := vendorOf(strings.ToLower(provider.text))
	for _, y := range v.layers(l.outside) {
		layers = append(layers, y)
		l.faults = append(l.faults, y.faults...)
		l.blind = l.blind || len(y.faults) > 0
		l.warn(y.warnings...)
	}

	c := Config{Profile: l.used, Transport: l.transport, Provider: v.id}
	origins := l.assign(&c, layers)
	l.settle(&c, v, layers)
	c.Credentials = l.resolve(layers, v)
	for _, f := range c.check(func(key string) origin { return origins[key] }, l.regionFix(v)) {
		if missing := f.Key == keyRegion && c.Region == ""; !missing || !l.blind {
			l.faults = append(l.faults, f)
		}
	}
	c.Addressing = cmp.Or(c.Addressing, "auto")
	c.Checksums = cmp.Or(c.Checksums, "auto")
	if l.isolated && c.Proxy == "" && c.Transport == nil {
		c.Proxy = ProxyDirect
	}
	c.Warnings = l.warnings
	return c
}

// settle writes the endpoint in one way, with the region where that belongs. A
// region of the provider's variables or files gives way to an endpoint of ours
// that says another one.
func (l *loader) settle(c *Config, v vendor, layers []layer) {
	u, p := parseEndpoint(c.Endpoint)
	if p != nil || c.Endpoint == "" {
		return
	}
	endpoint, endpointTheirs, _ := find(layers, keyEndpoint)
	for _, w := range vendors() { // that speak the provider's protocol too
		if w.id != v.id && w.noPath != "" && c.Addressing != "virtual" && c.Addressing != addressingNone && w.siteOf(u.Hostname()).own {
			l.warn(endpoint.from.fault(keyEndpoint, problem{text: w.noPath, fix: "write virtual for addressing, or " + w.id + " for provider"}).Error())
		}
	}
	_, regionTheirs, _ := find(layers, keyRegion)
	if at := v.siteOf(u.Hostname()); at.region != "" && regionTheirs && !endpointTheirs {
		c.Region = ""
	}
	c.Endpoint = u.String()
	if c.Region != "" && c.Addressing != addressingNone {
		c.Endpoint = v.withRegion(c.Endpoint, c.Region, endpointTheirs)
	}
}

// assign gives every setting the text of the highest layer that has it, and
// tells where that was written.
func (l *loader) assign(c *Config, layers []layer) map[string]origin {
	origins := make(map[string]origin)
	for _, s := range settings() {
		v, vendor, ok := find(layers, s.key)
		if !ok || s.set == nil {
			continue
		}
		if s.transport && l.transport != nil {
			if !vendor {
				l.warn(strings.TrimSuffix(v.from.fault(s.key, problem{}).Error(), ": ") + " has no effect: the transport is your own")
			}
			continue
		}
		origins[s.key] = v.from
		if v.bad != nil {
			l.fault(v.from, s.key, *v.bad)
			l.blind = l.blind || s.key == keyEndpoint
			continue
		}
		if p := s.set(c, v.text); p != nil {
			l.fault(v.from, s.key, *p)
		}
	}
	if c.ClientKey != "" && !isPEM(c.ClientKey) {
		if _, info, p := readFile(c.ClientKey, maxPEM); p == nil {
			l.warn(openSecret(c.ClientKey, info))
		}
	}
	return origins
}

// looked names where credentials were looked for.
func (l *loader) looked(v vendor) string {
	if l.isolated {
		return "the options and the profile, without the environment"
	}
	places := "the options, " + variableOf(keyAccessKeyID)
	if l.used != "" {
		places += ", the profile"
	}
	if v.looked != "" {
		places += ", " + v.looked
	}
	return places
}

func (l *loader) regionFix(v vendor) string {
	fix := "name one with " + v.regionNames() + ", or give an endpoint"
	if v.regions != nil {
		fix = "name one, such as " + v.example() + ", with " + v.regionNames() + ", or give an endpoint"
	}
	if l.unchosen != "" {
		fix += ", or " + l.unchosen
	}
	return fix
}

func (l *loader) fault(from origin, key string, p problem) {
	l.faults = append(l.faults, from.fault(key, p))
}

// warn records warnings, each once; "" is none.
func (l *loader) warn(warnings ...string) {
	for _, w := range warnings {
		if w != "" && !slices.Contains(l.warnings, w) {
			l.warnings = append(l.warnings, w)
		}
	}
}

// inOrder puts the faults of files first, by line, and keeps the others' order.
func inOrder(faults []Fault) []Fault {
	slices.SortStableFunc(faults, func(a, b Fault) int {
		if a.File == "" || b.File == "" {
			return cmp.Compare(b.File, a.File)
		}
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return faults
}
