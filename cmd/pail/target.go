// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// target is what a command is about: a bucket or an object of one, named as
// provider://bucket/key, or an address of http or https.
type target struct {
	provider, bucket, key string
	address               string // of http or https; then the rest is empty
}

// String is the target as it may be shown.
func (t target) String() string {
	if t.address == "" {
		return strings.TrimSuffix(t.provider+"://"+t.bucket+"/"+t.key, "/")
	}
	return hiddenText(t.address)
}

// readTarget reads a target. The key of an object stands as it is: nothing in
// it is decoded.
func readTarget(f flags, text string) (target, error) {
	scheme, rest, found := strings.Cut(text, "://")
	switch known := emulator.Providers(); {
	case !found:
		return target{}, f.wrong("TARGET is no URL: write PROVIDER://BUCKET/KEY with one of %s, or an address of http or https", strings.Join(known, ", "))
	case strings.EqualFold(scheme, "http"), strings.EqualFold(scheme, "https"):
		return target{address: text}, nil
	case !slices.Contains(known, scheme):
		return target{}, f.wrong("TARGET begins with %s://, which is none of %s, http, https%s", scheme, strings.Join(known, ", "), didYouMean(scheme, known))
	default:
		name, key, _ := strings.Cut(rest, "/")
		if name == "" {
			return target{}, f.wrong("TARGET has no bucket: write %s://BUCKET/KEY", scheme)
		}
		return target{provider: scheme, bucket: name, key: key}, nil
	}
}

// own is an error about an address without the words for a bucket, which only
// lends its client.
func (t target) own(err error) error {
	u, bad := url.Parse(t.address)
	lost, ok := errors.AsType[*bucket.TransportError](err)
	if bad != nil || !ok {
		return err
	}
	plain := *lost
	plain.Provider, plain.Bucket, plain.Host = "", "", u.Host
	return &plain
}

// place are the flags that say where a store is.
type place struct{ profile, endpoint, region string }

func (p *place) add(f flags) {
	f.StringVar(&p.profile, "profile", "", "")
	f.StringVar(&p.endpoint, "endpoint", "", "")
	f.StringVar(&p.region, "region", "", "")
}

// open gives the bucket of a target, with x beside the wire. An unsigned one
// needs no credentials. For an address the bucket only lends its client.
func (p *place) open(ctx context.Context, f flags, t target, unsigned bool, x *exchange, std streams) (*bucket.Bucket, error) {
	locate := func() ([]config.Option, error) { return p.options(ctx, f, t, unsigned) }
	if t.address != "" {
		t.bucket = "address"
		locate = func() ([]config.Option, error) { return p.addressOptions(f) }
	}
	opts, err := locate()
	if err != nil {
		return nil, err
	}
	if unsigned {
		opts = append(opts, config.WithAnonymous())
	}
	cfg, err := config.Load(ctx, opts...)
	if err != nil {
		return nil, err
	}
	for _, warning := range cfg.Warnings {
		fmt.Fprintf(std.err, "pail: warning: %s\n", warning)
	}
	svc, err := service.New(cfg, service.WithAPIOptions(x.add))
	if err != nil {
		return nil, err
	}
	return svc.Bucket(t.bucket), nil
}

// options say where the store of a bucket is. Nothing of a profile of another
// provider is for it, unless all that is needed is the endpoint, and that is told.
func (p *place) options(ctx context.Context, f flags, t target, unsigned bool) ([]config.Option, error) {
	if !unsigned || p.endpoint == "" {
		if err := p.agree(ctx, f, t); err != nil {
			return nil, err
		}
	}
	opts := append(p.named(), config.WithProvider(t.provider))
	if p.endpoint != "" {
		opts = append(opts, config.WithEndpoint(p.endpoint))
	}
	if p.region != "" {
		opts = append(opts, config.WithRegion(p.region))
	}
	return opts, nil
}

// addressOptions are those of a client that goes wherever an address leads.
func (p *place) addressOptions(f flags) ([]config.Option, error) {
	if p.endpoint != "" || p.region != "" {
		return nil, f.wrong("--endpoint and --region are for buckets, and TARGET is an address")
	}
	return append(p.named(), config.WithProvider(emulator.DefaultProvider()), config.WithEndpoint("http://localhost"), config.WithAddressing("path")), nil
}

// named is the profile that was named, if one was.
func (p *place) named() []config.Option {
	if p.profile == "" {
		return nil
	}
	return []config.Option{config.WithProfile(p.profile)}
}

// agree refuses a profile of another provider, whose keys and endpoint are not
// for the target. What else is wrong with the profile is for open to find.
func (p *place) agree(ctx context.Context, f flags, t target) error {
	cfg, err := config.Load(ctx, append(p.named(), config.WithEndpoint("http://localhost"), config.WithAddressing("auto"), config.WithAnonymous())...)
	if err != nil || cfg.Profile == "" || cfg.Provider == t.provider {
		return nil //nolint:nilerr // open tells of it
	}
	return f.wrong("the profile %s is for %s, and TARGET begins with %s://: name another with --profile or PAIL_PROFILE", cfg.Profile, cfg.Provider, t.provider)
}
