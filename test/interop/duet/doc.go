// SPDX-License-Identifier: Apache-2.0

// Package duet plays one program on two instruments: a vendor's own SDK and
// pail, against the same emulator, and compares what came out.
//
// A [Store] is a bucket as one SDK sees it. The program, which begins with no
// bucket and ends with none, writes with one store and reads with another; all
// four pairs of the two SDKs must give the same transcript, and each step must
// give what the step says. A [Recorder] below the SDK sees what it sends, and
// knows from the stack which method of the SDK sends it: what a [Survey] says
// about calls that were exercised is counted, not written down. It then calls
// every other method that the SDK has, to see what the emulator says to it.
package duet
