// SPDX-License-Identifier: Apache-2.0

package conformance

import "slices"

// behaviour is one row of the table.
type behaviour struct {
	operation string // as in bucket.API
	name      string // a sentence that the operation begins
	needs     need
	check     func(p *probe)
}

// need is a part of the harness without which a behaviour cannot be seen.
type need uint8

const (
	needsNothing need = iota
	needsService
	needsWire
	needsSource
)

// title is the behaviour's name in results and exceptions.
func (b behaviour) title() string { return b.operation + "/" + b.name }

// behaviours is the whole table, an operation's rows together.
func behaviours() []behaviour { return slices.Concat(operations()...) }

// operations are the rows of each operation, in the order in which topics
// first name them.
func operations() [][]behaviour {
	var groups [][]behaviour
	place := map[string]int{}
	for _, b := range topics() {
		at, ok := place[b.operation]
		if !ok {
			at = len(groups)
			place[b.operation] = at
			groups = append(groups, nil)
		}
		groups[at] = append(groups[at], b)
	}
	return groups
}

// topics are the rows as the files of this package have them.
func topics() []behaviour {
	return slices.Concat(
		listBucketsRows(),
		bucketRows(),
		putObjectRows(),
		putConditionRows(),
		createdRows(),
		getObjectRows(),
		headObjectRows(),
		conditionRows(),
		rangeRows(),
		overrideRows(),
		appendRows(),
		moveRows(),
		fetchRows(),
		imageRows(),
		deleteObjectRows(),
		deleteObjectsRows(),
		taggingRows(),
		statisticsRows(),
		listObjectsRows(),
		pagingRows(),
		corsRows(),
		corsRefusalRows(),
		preflightRows(),
		preflightDenialRows(),
		inputRows(),
		absentBucketRows(),
		keyRows(),
		wireRows(),
	)
}
