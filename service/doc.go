// SPDX-License-Identifier: Apache-2.0

// Package service makes buckets of a configuration.
//
//	cfg, err := config.Load(ctx)
//	if err != nil {
//		return err
//	}
//	svc, err := service.New(cfg)
//	if err != nil {
//		return err
//	}
//	b := svc.Bucket("photos")
//
// A [Service] is one object store as one account sees it: the provider that
// the configuration names, its endpoint, credentials and connections. Make one
// and keep it; it and everything it gives are safe for concurrent use.
//
// # Extending
//
// [WithInterceptor] wraps whole calls and suits nearly everything: caching,
// tracing, counting, refusing. [WithAPIOptions] takes what aws-sdk-go-v2 calls
// API options, functions that alter the smithy-go middleware stack of an
// operation, for what has to see single attempts or the request on the wire.
// [WithRetryer] replaces the retry policy, [WithLogger] logs attempts.
package service
