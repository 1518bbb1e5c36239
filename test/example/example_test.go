// SPDX-License-Identifier: Apache-2.0

package main

func Example() {
	main()
	// Output:
	// n1 Groceries [home today] map[shop:corner] 5:30PM
	// revision 2
	// - Groceries
	// - Painting
	// - Gutters
	// - Lease
	// text/plain: milk 1.20, bread 3.40
	// there is no note n9
	// 404 NoteNotFound There is no such note. r-7
	// UpdateNote ID must not be empty
	// UpdateNote Password has length 5, which must be at least 6
	// UpdateNote Title has length 100, which must be between 1 and 80
	// {ID:n1 Password:REDACTED}
	// {"ID":"n1","Password":"REDACTED"}
	// wrong password: true
}
