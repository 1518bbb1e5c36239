// SPDX-License-Identifier: Apache-2.0

package cors

// Providers gives the ids that have a row of their own, s3's first. All
// functions of this package answer any other as s3.
func Providers() []string {
	ids := make([]string, 0, len(profiles))
	for _, p := range profiles {
		ids = append(ids, p.id)
	}
	return ids
}
