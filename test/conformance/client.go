// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
)

// Client gives the harness of this module's own client, for the store that cfg
// says. Its buckets are called "pail-conformance-" and more, which no other
// run's are. If cfg.Transport is a [Wire], the behaviours of the wire are run.
// What is known of the provider, codes and exceptions, is in the harness; what
// is known of one server of its kind goes beside it.
func Client(cfg config.Config, opts ...service.Option) (Harness, error) {
	svc, err := service.New(cfg, opts...)
	if err != nil {
		return Harness{}, err
	}
	own, err := knownOf(cfg.Provider)
	if err != nil {
		return Harness{}, err
	}
	run := strings.ToLower(rand.Text()[:8])
	var number atomic.Int64
	h := Harness{
		Name:         cfg.Provider + " at " + cfg.Endpoint,
		Service:      svc,
		Codes:        own.Codes,
		Statuses:     own.Statuses,
		SilentDenial: own.SilentDenial,
		MaxAge:       own.MaxAge,
		Unordered:    own.Unordered,
		PageSize:     own.PageSize,
		Created:      own.Created,
		Exceptions:   own.Exceptions,
		Open: func(context.Context) (Bucket, error) {
			name := fmt.Sprintf("pail-conformance-%s-%03d", run, number.Add(1))
			return Bucket{Name: name, API: svc.Bucket(name)}, nil
		},
	}
	h.Wire, _ = cfg.Transport.(*Wire)
	return h, nil
}
