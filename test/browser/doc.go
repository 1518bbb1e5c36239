// SPDX-License-Identifier: Apache-2.0

// Package browser has Debian's Chromium judge package cors: scripts on pages
// of many origins make requests, and what the browser did with each is compared
// with what cors says that a browser does. `make browser` runs it.
//
// One browser, one listener. Chromium is told that every name is the listener's
// address, so that pages stand at real origins such as https://app.example, and
// stores at hosts such as those of COS. A host is a page, an emulator of one of
// the dialects, or a store that answers word for word what a case says.
//
// What the browser did is taken from three sides: what reached the server, what
// the script got to see, and why the browser says that a request failed, which
// the DevTools protocol tells as corsErrorStatus.
package browser
