// SPDX-License-Identifier: Apache-2.0

package servers

// versitygwExceptions is what versitygw v1.8.0 over a folder does not do.
func versitygwExceptions() map[string]string {
	return map[string]string{}
}
