// SPDX-License-Identifier: Apache-2.0

package config_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/seed-40dc4ce0/pail/config"
)

func ExampleLoad() {
	cfg, err := config.Load(context.Background(),
		config.WithoutEnvironment(), // as this example must print the same everywhere
		config.WithFile("testdata/pail.yaml"),
		config.WithProfile("prod"),
		config.WithMaxAttempts(5),
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(cfg.Region, cfg.MaxAttempts, cfg.Timeouts.Connect, cfg.Credentials)
	// Output:
	// eu-central-1 5 5s static credentials
}

// All faults come at once, each with its place and a way out.
func ExampleLoad_faults() {
	_, err := config.Load(context.Background(), config.WithoutEnvironment(), config.WithFile("testdata/faults.yaml"))
	fmt.Println(err)
	if faults, ok := errors.AsType[*config.Error](err); ok {
		fmt.Println(faults.Faults[0].Line, faults.Faults[0].Fix)
	}
	// Output:
	// config: 4 faults:
	//   testdata/faults.yaml:3: endpoint: has a query; leave out everything from the question mark on
	//   testdata/faults.yaml:4: regoin: is not a known key; did you mean region?
	//   testdata/faults.yaml:5: access_key_id: is set, but secret_access_key is not; set both, or neither
	//   testdata/faults.yaml:7: timeouts.connect: has no unit; write 30s if seconds are meant
	// 3 leave out everything from the question mark on
}

// One program talks to any provider: only the profile says which.
func ExampleWithProfile() {
	for _, profile := range []string{"aws", "tencent", "qing", "office"} {
		cfg, err := config.Load(context.Background(),
			config.WithoutEnvironment(), // as this example must print the same everywhere
			config.WithFile("testdata/providers.yaml"),
			config.WithProfile(profile),
		)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(cfg.Provider, cfg.Region, cfg.Endpoint, cfg.Addressing)
	}
	// Output:
	// s3 eu-central-1  auto
	// cos ap-guangzhou  auto
	// qingstor pek3b  virtual
	// qingstor  https://objects.corp.example auto
}

// What cannot work with a provider is said before anything is sent.
func ExampleLoad_provider() {
	_, err := config.Load(context.Background(), config.WithoutEnvironment(),
		config.WithProvider("cos"), config.WithRegion("beijing"), config.WithAddressing("path"))
	fmt.Println(err)
	// Output:
	// config: 2 faults:
	//   config.WithRegion: is "beijing", not the name of a region of Tencent COS; did you mean ap-beijing?
	//   config.WithAddressing: is path, but Tencent COS refuses a bucket's name in the path; write virtual, or leave it out
}
