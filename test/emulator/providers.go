// SPDX-License-Identifier: Apache-2.0

package emulator

// Providers are the ids of the stores that an emulator can play, that of
// [DefaultProvider] first.
func Providers() []string { return dialectIDs() }
