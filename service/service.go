// SPDX-License-Identifier: Apache-2.0

package service

import (
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/internal/call"
	"github.com/seed-40dc4ce0/pail/internal/pipeline"
	"github.com/seed-40dc4ce0/pail/service/cos"
	"github.com/seed-40dc4ce0/pail/service/qingstor"
	"github.com/seed-40dc4ce0/pail/service/s3"
)

// Service is one object store as one account sees it. It is immutable and
// safe for concurrent use; the zero Service answers every operation with an
// error.
type Service struct {
	client call.Invoker
}

// New makes the service that cfg describes. It connects to nothing: whether
// the endpoint is there and the credentials are good, the first call shows. A
// *config.Error lists what is wrong with cfg.
func New(cfg config.Config, opts ...Option) (*Service, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	all := providers()
	i := slices.IndexFunc(all, func(p pipeline.Provider) bool { return p.ID == cfg.Provider })
	if i < 0 {
		return nil, unknown(all)
	}
	var o pipeline.Options
	for _, opt := range opts {
		if opt != nil {
			opt(&o)
		}
	}
	client, err := pipeline.New(cfg, all[i], o)
	if err != nil {
		return nil, err
	}
	return &Service{client: client}, nil
}

// Bucket returns the bucket called name. It sends nothing, and whether the
// bucket exists is for the server to say. A name that no bucket can have is an
// *bucket.InputError of each operation.
func (s *Service) Bucket(name string) *bucket.Bucket {
	return bucket.New(s.client, name)
}

// providers are the stores that this program can talk to.
func providers() []pipeline.Provider {
	return []pipeline.Provider{s3.Provider(), cos.Provider(), qingstor.Provider()}
}

// unknown is the error for a configuration of another store.
func unknown(known []pipeline.Provider) error {
	ids := make([]string, len(known))
	for i, p := range known {
		ids[i] = p.ID
	}
	return &config.Error{Faults: []config.Fault{{
		Source: "Config.Provider", Key: "provider",
		Problem: "names no provider that this program knows",
		Fix:     "write one of: " + strings.Join(ids, ", "),
	}}}
}
