// SPDX-License-Identifier: Apache-2.0

package model

// DocumentationOnly is a trait of pail; specs/traits.json says what it means.
const DocumentationOnly ID = "pail.api#documentationOnly"
