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
//  4. the provider's own variables, such as AWS_REGION; see Providers
//  5. the provider's own files, such as ~/.aws/config
//  6. the default
//
// Credentials are one setting in this: the key pair, its session token and the
// wish to be anonymous are taken together from the first place that has any of
// them, so half a pair never meets another half. Empty variables count as unset.
// [WithoutEnvironment] leaves 1, the file named by [WithFile], and 6.
//
// # Providers
//
// Of 4 and 5 only what belongs to the provider in use is read. Variables that
// commas join are a group: a key and its token come from one group, the first
// that has a part of one; any other setting from the first variable that is set.
//
//	s3        AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION, AWS_DEFAULT_REGION,
//	          AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_CA_BUNDLE, AWS_MAX_ATTEMPTS, AWS_REQUEST_CHECKSUM_CALCULATION
//	          ~/.aws/credentials and ~/.aws/config, or AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE; AWS_PROFILE
//	cos       COS_SECRET_ID, COS_SECRET_KEY, COS_SECURITY_TOKEN, COS_REGION
//	          COS_SECRETID, COS_SECRETKEY
//	          TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY, TENCENTCLOUD_REGION,
//	          TENCENTCLOUD_TOKEN, TENCENTCLOUD_SECURITY_TOKEN, TENCENTCLOUD_SESSION_TOKEN
//	          TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY, TENCENTCLOUD_SESSIONTOKEN
//	qingstor  QINGSTOR_ACCESS_KEY_ID, QINGSTOR_SECRET_ACCESS_KEY, QINGSTOR_ENDPOINT, QINGSTOR_ENABLE_VIRTUAL_HOST_STYLE
//	          ~/.qingstor/config.yaml, or QINGSTOR_CONFIG_PATH
//
// Without an endpoint each of them needs a region. For s3 that is one such as
// eu-central-1. For cos it is one such as ap-guangzhou; the bucket's name is
// name-appid, as in examplebucket-1250000000, and always stands in the host, so
// that addressing may not be path. For qingstor the region is the zone, such as
// pek3b; the bucket stands in the path, unless addressing is virtual. The names of
// COS's regions and QingStor's zones are checked where they become part of a host
// of the provider's own, and are free elsewhere.
//
// An endpoint that leads to one bucket, such as a domain of your own, one of a CDN
// or the bucket's URL, needs addressing none: the name of the bucket is then put
// nowhere, and is signed where the provider signs it (qingstor).
//
// QingStor's file is read with the keys of its SDKs and of qsctl: access_key_id,
// secret_access_key, zone, endpoint, or host, port and protocol,
// additional_user_agent, enable_virtual_host_style and, below httpsettings,
// connect_timeout, tls_timeout, idle_timeout (pail's timeouts.idle_conn), and
// read_timeout and write_timeout, of which the longer is timeouts.idle. As in
// the SDKs the zone is put before the host, but not before an address, localhost
// or a host that has it already, and a number without a unit counts nanoseconds.
// connection_retries, disable_uri_cleaning, enable_dual_stack, log_level and the
// other keys below httpsettings may be there and have no effect; any other key is
// a fault. Unlike in the SDK for Go, the variables go before the file.
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
//	    provider: s3             # the default, or cos, qingstor
//	    region: eu-central-1     # or zone; needed at the provider's own endpoint
//	    addressing: auto         # or path, virtual, none
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
