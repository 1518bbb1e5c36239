// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"iter"
	"math/rand/v2"

	"github.com/seed-40dc4ce0/pail/cors"
)

// universe is a small world: all origins, methods and headers there are, and
// what rules are written with.
type universe struct {
	origins, methods, headers []string
	written, patterns         []string
}

var world = universe{
	origins: []string{"https://a.example.com", "https://b.example.com", "https://example.com", "https://badexample.com", "http://a.example.com", "http://localhost:3000", "capacitor://localhost"},
	methods: []string{"GET", "PUT", "HEAD", "POST", "DELETE"},
	headers: []string{"content-type", "x-amz-date", "x-amz-acl", "authorization", "x-own"},
	written: []string{
		"*", "https://a.example.com", "https://b.example.com", "https://example.com", "http://a.example.com", "http://localhost:3000",
		"https://*.example.com", "https://*example.com", "http*", "*.example.com", "*://a.example.com", "http://localhost:*",
		"https://a.example.com/", "https://A.example.com", "https://a.example.com:443", "a.example.com", "", "https://*.com",
	},
	patterns: []string{"*", "content-type", "Content-Type", "x-amz-*", "x-amz-date", "authorization", "x-own", "x-*"},
}

// configuration has up to four rules.
func (u *universe) configuration(random *rand.Rand) *cors.Configuration {
	c := new(cors.Configuration)
	for range 1 + random.IntN(4) {
		rule := cors.Rule{
			AllowedOrigins: some(random, u.written, 1, 2), AllowedMethods: some(random, u.methods, 1, 3),
			AllowedHeaders: some(random, u.patterns, 0, 3), ExposeHeaders: some(random, []string{"ETag", "x-amz-request-id"}, 0, 2),
		}
		if n := random.IntN(3); n > 0 {
			n *= 600
			rule.MaxAgeSeconds = &n
		}
		c.Rules = append(c.Rules, rule)
	}
	return c
}

// some are between least and most of the values, each once.
func some(random *rand.Rand, values []string, least, most int) (picked []string) {
	n := least + random.IntN(most-least+1)
	for _, i := range random.Perm(len(values))[:n] {
		picked = append(picked, values[i])
	}
	return picked
}

// request is one that a page in this world may make.
func (u *universe) request(random *rand.Rand) cors.Request {
	return cors.Request{
		Key: "k", Origin: u.origins[random.IntN(len(u.origins))], Method: u.methods[random.IntN(len(u.methods))],
		Headers: some(random, u.headers, 0, 3), Credentials: random.IntN(4) == 0,
	}
}

// requests are all with at most one header, and all with two.
func (u *universe) requests() iter.Seq[cors.Request] {
	return func(yield func(cors.Request) bool) {
		for _, origin := range u.origins {
			for _, method := range u.methods {
				for i := -1; i < len(u.headers); i++ {
					for j := -1; j < i || j < 0; j++ {
						r := cors.Request{Key: "k", Origin: origin, Method: method}
						if i >= 0 {
							r.Headers = append(r.Headers, u.headers[i])
						}
						if j >= 0 {
							r.Headers = append(r.Headers, u.headers[j])
						}
						if !yield(r) {
							return
						}
					}
				}
			}
		}
	}
}
