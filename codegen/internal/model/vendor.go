// SPDX-License-Identifier: Apache-2.0

package model

// Traits of pail for what one vendor has in a document or a request that
// others have not; specs/traits.json says what they mean.
const (
	Single    ID = "pail.api#single"
	BoolNames ID = "pail.api#boolNames"
	RoutedBy  ID = "pail.api#routedBy"
)
