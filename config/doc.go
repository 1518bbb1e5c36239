// SPDX-License-Identifier: Apache-2.0

// Package config finds the settings of one object store: which provider, where,
// and with which credentials. [Load] gathers them, service.New takes them:
//
//	cfg, err := config.Load(ctx)                             // file and environment
//	cfg, err := config.Load(ctx, config.WithProfile("prod")) // a profile of the file
//	cfg, err := config.Load(ctx, config.WithoutEnvironment(), config.WithEndpoint("http://localhost:9000"),
//		config.WithStaticCredentials(id, secret, ""))    // nothing from outside
//
// # Precedence
//
// Each setting comes from the first of these that has it:
//
//  1. an option given to Load, such as [WithRegion]
//  2. a variable PAIL_*: PAIL_REGION, PAIL_TIMEOUTS_CONNECT; the setting's key
//     in capitals, with an underscore for each dot
//  3. the profile in the configuration file
//  4. the provider's own variables, such as AWS_REGION
//  5. the provider's own files, such as ~/.aws/config
//  6. the default
//
// Credentials are one setting in this: the key pair, its session token and the
// wish to be anonymous are taken together from the first place that has any of
// them, so half a pair never meets another half. Empty variables count as unset.
// [WithoutEnvironment] leaves 1, the file named by [WithFile], and 6.
//
// # The file
//
// The file is the one named by [WithFile], else by PAIL_CONFIG, else
// pail/config.yaml in the user's configuration folder ($XDG_CONFIG_HOME, else
// ~/.config; on Windows and macOS what [os.UserConfigDir] says). The profile is
// the one named by [WithProfile], else by PAIL_PROFILE, else by the file's key
// "default", else the one called "default".
//
//	default: dev
//	profiles:
//	  dev:
//	    endpoint: http://localhost:9000
//	    access_key_id: minioadmin
//	    secret_access_key: minioadmin
//	  prod:
//	    provider: s3             # the default
//	    region: eu-central-1     # needed at the provider's own endpoint
//	    addressing: auto         # or path, virtual
//	    session_token: ...       # of temporary credentials
//	    anonymous: false         # true: sign nothing
//	    proxy: http://proxy:3128 # or direct; else HTTPS_PROXY and its kin
//	    ca_bundle: ca.pem        # paths are relative to this file, ~/ is the home
//	    client_cert: me.pem
//	    client_key: me.key
//	    checksums: auto          # or required, supported
//	    user_agent: backup/1.2
//	    max_attempts: 3
//	    timeouts:                # Go durations, or none
//	      connect: 10s
//	      tls_handshake: 10s
//	      idle: 60s
//	      idle_conn: 90s
//
// Keys that are not listed here, keys given twice and values of the wrong type
// are faults. YAML's merge key (<<) is not known; aliases are.
//
// # Faults and secrets
//
// Everything that is wrong is reported at once, in one [*Error], with file, line
// and a way to fix it. Neither errors nor warnings nor a printed [Config] hold
// the value of a secret.
package config
