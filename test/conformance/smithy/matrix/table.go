// SPDX-License-Identifier: Apache-2.0

package matrix

import "fmt"

// Table is all cells, in the order of the axes.
type Table struct {
	Cells []*Cell
	More  int // cases in which many cells meet
}

// Legal counts the cells that no rule forbids.
func (t Table) Legal() int { return t.count(func(c *Cell) int { return one(c.Rule == "") }) }

// Cases counts all cases.
func (t Table) Cases() int { return t.More + t.count(func(c *Cell) int { return c.Cases }) }

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (t Table) count(of func(*Cell) int) int {
	n := 0
	for _, c := range t.Cells {
		n += of(c)
	}
	return n
}

// Empty lists the legal cells without a case.
func (t Table) Empty() []string {
	var all []string
	for _, c := range t.Cells {
		if c.Rule == "" && c.Cases == 0 {
			all = append(all, c.String())
		}
	}
	return all
}

// Rules counts the cells that each rule forbids.
func (t Table) Rules() map[string]int {
	all := map[string]int{}
	for _, c := range t.Cells {
		if c.Rule != "" {
			all[c.Rule]++
		}
	}
	return all
}

// String names the cell by its axes.
func (c *Cell) String() string {
	return fmt.Sprintf("%s | %s | %s | %s | %s", c.Side, c.Location, c.Trait, c.Type, c.Presence)
}
