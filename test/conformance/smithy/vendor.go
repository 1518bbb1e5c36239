// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/seed-40dc4ce0/pail/rest"
)

// awsConfig is aws.protocoltests.config#AwsConfig as far as the cases use it.
type awsConfig struct {
	ScopedConfig struct {
		Client struct {
			Region string
			S3     s3Config
		}
		Operation struct{ S3 *s3Config }
	}
}

// s3Config has nil for what a case leaves as it is.
type s3Config struct {
	Style      *string `json:"addressing_style"`
	DualStack  *bool   `json:"use_dualstack_endpoint"`
	Accelerate *bool   `json:"use_accelerate_endpoint"`
}

// vendor reads the parameters of a case for a vendor: what a client is
// configured with, and options of the call.
func (c *Case) vendor(cfg *rest.Config) ([]rest.Option, error) {
	if c.VendorParams == nil {
		return nil, nil
	}
	if c.VendorParamsShape != "aws.protocoltests.config#AwsConfig" {
		return nil, fmt.Errorf("vendorParamsShape: the runner knows no %q", c.VendorParamsShape)
	}
	var vendor awsConfig
	if err := decode(c.VendorParams, &vendor); err != nil {
		return nil, fmt.Errorf("vendorParams: %w", err)
	}
	scoped := vendor.ScopedConfig
	if !strings.Contains(c.Host, scoped.Client.Region) {
		return nil, fmt.Errorf("vendorParams: region %q is not part of host %q, and clients have no other way to know it", scoped.Client.Region, c.Host)
	}
	if err := scoped.Client.S3.apply(&cfg.S3); err != nil {
		return nil, err
	}
	if scoped.Operation.S3 == nil {
		return nil, nil
	}
	if err := scoped.Operation.S3.apply(new(rest.S3)); err != nil {
		return nil, err
	}
	return []rest.Option{func(cfg *rest.Config) { _ = scoped.Operation.S3.apply(&cfg.S3) }}, nil
}

// apply changes what the case says.
func (s *s3Config) apply(to *rest.S3) error {
	if s.Style != nil {
		style, ok := map[string]rest.Addressing{
			"auto": rest.AddressingAuto, "virtual": rest.AddressingVirtual, "path": rest.AddressingPath,
		}[*s.Style]
		if !ok {
			return fmt.Errorf("vendorParams: the runner knows no addressing_style %q", *s.Style)
		}
		to.Addressing = style
	}
	to.DualStack = *cmp.Or(s.DualStack, &to.DualStack)
	to.Accelerate = *cmp.Or(s.Accelerate, &to.Accelerate)
	return nil
}
