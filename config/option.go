// SPDX-License-Identifier: Apache-2.0

package config

import (
	"log/slog"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// Option changes what [Load] does; the last of equal options wins.
type Option func(*loader)

type loader struct{}

func WithProfile(name string) Option                        { return func(*loader) {} }
func WithFile(path string) Option                           { return func(*loader) {} }
func WithoutEnvironment() Option                            { return func(*loader) {} }
func WithProvider(id string) Option                         { return func(*loader) {} }
func WithEndpoint(endpoint string) Option                   { return func(*loader) {} }
func WithRegion(region string) Option                       { return func(*loader) {} }
func WithAddressing(addressing string) Option               { return func(*loader) {} }
func WithCredentials(p aws.CredentialsProvider) Option      { return func(*loader) {} }
func WithStaticCredentials(id, secret, token string) Option { return func(*loader) {} }
func WithAnonymous() Option                                 { return func(*loader) {} }
func WithTransport(t http.RoundTripper) Option              { return func(*loader) {} }
func WithTimeouts(t Timeouts) Option                        { return func(*loader) {} }
func WithProxy(proxy string) Option                         { return func(*loader) {} }
func WithCABundle(path string) Option                       { return func(*loader) {} }
func WithClientCertificate(cert, key string) Option         { return func(*loader) {} }
func WithChecksums(when string) Option                      { return func(*loader) {} }
func WithUserAgent(product string) Option                   { return func(*loader) {} }
func WithMaxAttempts(n int) Option                          { return func(*loader) {} }
func WithLogger(l *slog.Logger) Option                      { return func(*loader) {} }
