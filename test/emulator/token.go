// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"encoding/base64"
	"strings"
)

// tokenPrefix marks the emulator's own page tokens, which clients may not
// read: they say where the next page begins.
const tokenPrefix = "after:"

func newToken(last string) string {
	return base64.StdEncoding.EncodeToString([]byte(tokenPrefix + last))
}

// token reads the page token of a member; a token that the emulator did not
// give, also an empty one, is refused.
func (c *call) token(member string) (string, error) {
	if !c.in.has(member) {
		return "", nil
	}
	raw, err := base64.StdEncoding.DecodeString(c.in.text(member))
	last, ok := strings.CutPrefix(string(raw), tokenPrefix)
	if err != nil || !ok {
		return "", c.dialect.badArgument("continuation-token", c.in.text(member))
	}
	return last, nil
}
