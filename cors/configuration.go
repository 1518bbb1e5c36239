// SPDX-License-Identifier: Apache-2.0

package cors

// Configuration is the CORS configuration of one bucket. A nil *Configuration
// means that the bucket has none. It is not safe to change a Configuration
// while another goroutine reads it.
type Configuration struct {
	// Rules in the order in which the store tries them: the first that
	// matches answers.
	Rules []Rule
	// ResponseVary asks the store for a Vary header on every answer, also on
	// those without CORS headers. S3 has no such switch; COS, QingStor and OSS
	// do.
	ResponseVary bool
}

// Rule lets some origins use some methods and headers.
type Rule struct {
	// ID is a name for people, at most 255 characters on S3. "" is no name.
	ID string
	// AllowedOrigins are origins such as "https://app.example", each with at
	// most one "*" anywhere, which stands for any run of characters, also an
	// empty one. Everything else is compared byte for byte.
	AllowedOrigins []string
	// AllowedMethods are of GET, PUT, HEAD, POST and DELETE, in upper case.
	AllowedMethods []string
	// AllowedHeaders are the request headers that a page may send, compared
	// without regard to case, each with at most one "*". Empty allows none.
	AllowedHeaders []string
	// ExposeHeaders are the answer's headers that script may read.
	ExposeHeaders []string
	// MaxAgeSeconds is how long a browser may remember the preflight's answer,
	// in seconds. Nil sends no Access-Control-Max-Age; 0 is sent as 0.
	MaxAgeSeconds *int
}
