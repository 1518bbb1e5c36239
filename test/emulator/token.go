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

// marked says that pages of the operation go on from a name, not from a token.
func (c *call) marked() bool { return c.operation.takes(inQuery, "marker") }

// next is the page token that goes on after a name.
func (c *call) next(last string) string {
	if c.marked() {
		return last
	}
	return newToken(last)
}

// after is the name that the page token goes on from; a token that the emulator
// did not give, also an empty one, is refused.
func (c *call) after() (string, error) {
	token := c.in.text("PageToken")
	if !c.in.has("PageToken") || c.marked() {
		return token, nil
	}
	raw, err := base64.StdEncoding.DecodeString(token)
	last, ok := strings.CutPrefix(string(raw), tokenPrefix)
	if err != nil || !ok {
		return "", c.dialect.badArgument(c.operation.wire("PageToken"), token)
	}
	return last, nil
}
