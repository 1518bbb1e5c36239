// SPDX-License-Identifier: Apache-2.0

package servers

// versitygwExceptions is what versitygw v1.8.0 over a folder does not do, by
// behaviour of the conformance suite.
func versitygwExceptions() map[string]string {
	const (
		folder  = "its objects are files: an object that is named like a folder holds no content"
		cleaned = "its objects are files: a name is cleaned like a path"
		dots    = "its HTTP layer refuses the path with status 400"
		silent  = "its 304 has no ETag"
		quiet   = "it takes no notice of Quiet"
		limits  = "it keeps rules in an extended attribute, which has no room for so many"
	)
	return map[string]string{
		"*/takes a key with a slash at its end":                                     folder,
		"*/takes a key with two slashes at its end":                                 folder,
		"*/takes a key with two dots at its beginning":                              dots,
		"*/takes a key with nothing but two dots":                                   dots,
		"*/takes a key with nothing but a dot":                                      dots,
		"*/has nothing new when IfNoneMatch matches":                                silent,
		"*/has nothing new when IfNoneMatch matches although it was modified since": silent,
		"*/has nothing new when it was not modified since":                          "it compares fractions of seconds, which the header does not have",
		"DeleteObjects/says nothing when it is to be quiet":                         quiet,
		"ListObjects/shows an object that is named like a folder":                   folder,
		"ListObjects/takes a key with a URL":                                        cleaned,
		"ListObjects/takes a key with a dot":                                        cleaned,
		"ListObjects/takes a key with a slash at its beginning":                     cleaned,
		"ListObjects/takes a key with two dots":                                     cleaned,
		"ListObjects/takes a key with two slashes":                                  cleaned,
		"ListObjects/takes a key with two slashes at its beginning":                 cleaned,
		"ListObjects/takes a key with a control character":                          "it writes another character into its listing",
		"PutCORS/takes a hundred rules":                                             limits,
		"PutCORS/refuses more than a hundred rules, and keeps the old rules":        limits,
		"PutCORS/refuses a header with two wildcards, and keeps the old rules":      "it does not count the wildcards of a header",
	}
}
