// SPDX-License-Identifier: Apache-2.0

package model

import "strings"

// Documented is the documentation of a shape or member as the model has it,
// CommonMark or HTML, and after it a paragraph that begins with "Deprecated:"
// where the trait deprecated is.
func Documented(t Traits) string {
	text := t.Text(Documentation)
	v := t.Get(Deprecated)
	if v == nil {
		return text
	}
	message, since := strings.TrimSpace(v.GetText("message")), strings.TrimSpace(v.GetText("since"))
	if message == "" {
		message = "do not use it in new code."
	}
	if since != "" {
		stop := ""
		if bare, ok := strings.CutSuffix(message, "."); ok {
			message, stop = bare, "."
		}
		message += " (since " + since + ")" + stop
	}
	if strings.TrimSpace(text) != "" {
		text += "\n\n"
	}
	return text + "Deprecated: " + message
}
