// SPDX-License-Identifier: Apache-2.0

package config

import "strings"

// maxFile bounds the files of settings.
const maxFile = 1 << 20

// iniFile is a file in the format of AWS's shared files.
type iniFile struct {
	path     string
	sections map[string]map[string]value // by section and property
}

// parseINI reads what can be read and passes over the rest, as AWS's own tools
// do: the file is theirs. name gives a section's name for what stands between
// its brackets, "" to leave it out. A property without a value begins a group,
// and the indented lines below it belong to that: "s3.endpoint_url".
func parseINI(path, text string, name func(header string) string) iniFile {
	f := iniFile{path: path, sections: make(map[string]map[string]value)}
	var section map[string]value
	group := ""
	number := 0
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		number++
		content := strings.TrimSpace(line)
		switch {
		case content == "" || content[0] == '#' || content[0] == ';':
			continue
		case content[0] == '[':
			header, _, closed := strings.Cut(content[1:], "]")
			section, group = nil, ""
			if key := name(header); closed && key != "" {
				if f.sections[key] == nil {
					f.sections[key] = make(map[string]value)
				}
				section = f.sections[key]
			}
			continue
		}
		key, text, ok := strings.Cut(content, "=")
		if !ok || section == nil {
			continue
		}
		key, text = strings.ToLower(strings.TrimSpace(key)), withoutComment(text)
		indented := line[0] == ' ' || line[0] == '\t'
		switch {
		case indented && group == "":
			continue // the rest of a value of several lines
		case indented:
			key = group + "." + key
		case text == "":
			group = key
			continue
		default:
			group = ""
		}
		section[key] = value{text: text, from: origin{file: path, line: number, key: key}}
	}
	return f
}

// withoutComment drops what follows a # or ; after white space.
func withoutComment(text string) string {
	for i := 1; i < len(text); i++ {
		if (text[i] == '#' || text[i] == ';') && (text[i-1] == ' ' || text[i-1] == '\t') {
			text = text[:i]
			break
		}
	}
	return strings.TrimSpace(text)
}
