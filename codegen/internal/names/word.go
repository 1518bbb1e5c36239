// SPDX-License-Identifier: Apache-2.0

package names

import "strings"

// initialisms are the words that are upper throughout.
var initialisms = set(`ACL AES API ARN ASCII AWS CIDR CORS CPU CRC CSS CSV DNS EOF GUID HMAC HTML HTTP HTTPS ID IP JSON
	KMS MAC MD MFA RAM RFC RPC RSA SDK SHA SMTP SNS SQL SQS SSE SSH SSL SSO STS TCP TLS TTL UDP UI UID URI URL UTC UTF
	UUID VM VPC XML XSS`)

func set(list string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		all[word] = true
	}
	return all
}

// Go is name in Go form, an exported identifier. The package comment says what
// that is.
func Go(name string) string {
	s := joined(name, false)
	if s == "" || digit(s[0]) {
		s = "X" + s // names of Smithy may be _9
	}
	return form(s)
}

// value is the name of an enum's member as it stands after that of the enum.
func value(name string) string { return form(joined(name, true)) }

// form makes the initialisms in a name without separators upper.
func form(name string) string {
	var b strings.Builder
	for _, word := range words(name) {
		b.WriteString(initialism(word))
	}
	return b.String()
}

// joined is name without separators; the letter after each is upper. With
// hush, parts that are all upper become small first.
func joined(name string, hush bool) string {
	var b strings.Builder
	for part := range strings.FieldsFuncSeq(name, separates) {
		if hush && strings.ToUpper(part) == part {
			part = strings.ToLower(part)
		}
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}

func separates(r rune) bool {
	return r >= 128 || !upper(byte(r)) && !lower(byte(r)) && !digit(byte(r))
}

// words cuts a name without separators.
func words(s string) []string {
	var list []string
	start := 0
	for i := 1; i < len(s); i++ {
		begins := upper(s[i]) && (!upper(s[i-1]) || i+1 < len(s) && lower(s[i+1]))
		if begins {
			list = append(list, s[start:i])
			start = i
		}
	}
	return append(list, s[start:])
}

// initialism is word, in upper letters if it is an initialism; of an s after
// it the plural is known, and of digits the version.
func initialism(word string) string {
	whole := strings.ToUpper(word)
	if initialisms[whole] {
		return whole
	}
	if stem, plural := strings.CutSuffix(word, "s"); plural && initialisms[strings.ToUpper(stem)] {
		return strings.ToUpper(stem) + "s"
	}
	i := strings.IndexAny(word, "0123456789")
	if i < 0 || !initialisms[whole[:i]] {
		return word
	}
	if rest := strings.TrimLeft(word[i:], "0123456789"); len(rest) > 1 {
		return word
	}
	return whole // MD5, SHA256, CRC32C
}

func upper(c byte) bool { return c >= 'A' && c <= 'Z' }
func lower(c byte) bool { return c >= 'a' && c <= 'z' }
func digit(c byte) bool { return c >= '0' && c <= '9' }
