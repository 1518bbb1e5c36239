// SPDX-License-Identifier: Apache-2.0

package pipeline

// Address sets where buckets' names go, as Config.Addressing does, and forgets
// what was resolved before.
func (c *Client) Address(word string) error {
	c.places.known.Store(nil)
	return c.addressing(word)
}
