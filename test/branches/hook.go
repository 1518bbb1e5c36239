// SPDX-License-Identifier: Apache-2.0

package main

// The variables of the environment that steer an instrumented generator.
const (
	envOff     = "PAIL_BRANCH"     // id of the branch that is off
	envReached = "PAIL_BRANCH_LOG" // file that gets the ids of the branches that were reached
)

// noReturn is what a generator says that runs into the end of a function which
// would not compile without the branch.
const noReturn = "missing return"

// hook is a file of package plan: what instrumented code asks. A generator
// without one of its branches may run for ever, and so it ends by itself.
const hook = `// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"time"
)

const branchNoReturn = "` + noReturn + `"

var (
	branchOff = os.Getenv("` + envOff + `")
	branchLog *os.File
	branchWas = map[string]bool{}
)

func init() {
	debug.SetMaxStack(64 << 20)
	if name := os.Getenv("` + envReached + `"); name != "" {
		var err error
		if branchLog, err = os.Create(name); err != nil {
			panic(err)
		}
	}
	go func() {
		var m runtime.MemStats
		for range 300 {
			time.Sleep(100 * time.Millisecond)
			if runtime.ReadMemStats(&m); m.Sys > 1<<30 {
				break
			}
		}
		fmt.Fprintln(os.Stderr, "it does not end")
		os.Exit(3)
	}()
}

// BranchOn says whether the branch is on.
func BranchOn(id string) bool {
	if branchLog != nil && !branchWas[id] {
		branchWas[id] = true
		fmt.Fprintln(branchLog, id)
	}
	return id != branchOff
}

// branchCase is v, or when the branch is off a value that nothing is.
func branchCase[T ~string](on bool, v T) T {
	if on {
		return v
	}
	return "\x00"
}
`
