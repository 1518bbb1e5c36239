// SPDX-License-Identifier: Apache-2.0

package config

import "context"

// Load finds the settings of one store.
func Load(ctx context.Context, opts ...Option) (Config, error) {
	return Config{}, ctx.Err()
}

// Validate reports every fault of c in one [*Error].
func (c Config) Validate() error { return nil }
