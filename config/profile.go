// SPDX-License-Identifier: Apache-2.0

package config

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// groupTimeouts is the key whose value is a mapping.
const groupTimeouts = "timeouts"

// readProfile is the layer of the chosen profile of the configuration file.
func (l *loader) readProfile() layer {
	path, asked := l.file, l.file.text != ""
	if text := l.outside.lookup(variableFile); !asked && text != "" {
		path, asked = value{text: l.outside.expand(text), from: origin{name: variableFile}}, true
	}
	if !asked {
		path.text = l.outside.configFile()
		path.from.file = path.text
	}
	wanted := l.profile
	if text := l.outside.lookup(variableProfile); wanted.text == "" && text != "" {
		wanted = value{text: text, from: origin{name: variableProfile}}
	}
	if path.text == "" {
		l.noFile(wanted, "")
		return layer{}
	}
	data, info, p := readFile(path.text, maxFile)
	switch {
	case p != nil && !asked && errors.Is(p.cause, fs.ErrNotExist):
		l.unchosen = "write a profile into " + path.text + ", which does not exist"
		l.noFile(wanted, path.text)
		return layer{}
	case p != nil:
		l.withoutProfile(path.from, *p)
		return layer{}
	}
	d := &document{path: path.text}
	defer func() { l.faults = append(l.faults, d.faults...) }()
	file := d.root(data)
	if file.secret {
		l.warn(openSecret(path.text, info))
	}
	name, chosen, p := file.choose(wanted)
	switch {
	case chosen != nil:
		l.used = name.text
		return l.profileLayer(d, *chosen)
	case len(d.faults) > 0: // they may be why
		l.blind = true
	case p != nil:
		l.withoutProfile(name.from, *p)
	case len(file.profiles) == 0:
		l.unchosen = "write a profile into " + path.text + ", which has none"
	case asked:
		l.withoutProfile(path.from, problem{text: "no profile is chosen",
			fix: "choose one of: " + nameList(file.names()) + ", with config.WithProfile, PAIL_PROFILE or the file's key default"})
	default:
		l.unchosen = "choose a profile of " + path.text + ": " + nameList(file.names()) + ", with config.WithProfile, PAIL_PROFILE or the key default"
		l.warn("no profile is in use; " + l.unchosen)
	}
	return layer{}
}

// withoutProfile is the fault of a profile that cannot be had. What it would
// have held is not reported as missing besides.
func (l *loader) withoutProfile(from origin, p problem) {
	l.blind = true
	l.fault(from, "", p)
}

func (l *loader) noFile(wanted value, path string) {
	if wanted.text == "" {
		return
	}
	p := problem{text: "names a profile, but there is no configuration file", fix: "name one with config.WithFile"}
	if path != "" {
		p.text += ": " + path + " does not exist"
		p.fix = "create it, or name another with config.WithFile or PAIL_CONFIG"
	}
	l.withoutProfile(wanted.from, p)
}

// profileFile is the outer part of the configuration file.
type profileFile struct {
	byDefault value // the key default
	profiles  []pair
	secret    bool // some profile holds a secret
}

func (d *document) root(data []byte) profileFile {
	var f profileFile
	root := d.parse(data)
	if root == nil {
		return f
	}
	for _, p := range d.mapping(root, "") {
		switch p.key {
		case "default":
			f.byDefault = value{text: d.scalar(p, p.key), from: origin{file: d.path, line: p.line, key: p.key}}
		case "profiles":
			f.profiles = d.mapping(p.node, p.key)
		default:
			d.unknown(p, "", rootKeys())
		}
	}
	f.secret = slices.ContainsFunc(f.profiles, holdsSecret)
	return f
}

func rootKeys() []string { return []string{"default", "profiles"} }

func (f profileFile) names() []string {
	var names []string
	for _, p := range f.profiles {
		names = append(names, p.key)
	}
	return names
}

// choose finds the profile to use: the one wanted, else the file's default, else
// the one called default, else none.
func (f profileFile) choose(wanted value) (name value, chosen *pair, p *problem) {
	name = wanted
	if name.text == "" {
		name = f.byDefault
	}
	given := name.text != ""
	if !given {
		name.text = "default"
	}
	for i := range f.profiles {
		if f.profiles[i].key == name.text {
			return name, &f.profiles[i], nil
		}
	}
	if given {
		none := noProfile(name.text, f.names(), "the configuration file has")
		return name, nil, &none
	}
	return name, nil, nil
}

// noProfile is the problem of a name that no profile has; has is "the file has".
func noProfile(name string, names []string, has string) problem {
	p := problem{text: "names a profile that does not exist"}
	if shown := show(name); shown != "" {
		p.text = "names the profile " + shown + ", which does not exist"
	}
	slices.Sort(names)
	names = slices.Compact(names)
	switch meant := suggest(name, names); {
	case len(names) == 0:
		p.fix = "add it: " + has + " no profiles"
	case meant != "" && show(meant) != "":
		p.fix = "did you mean " + show(meant) + "? Choose one of: " + nameList(names)
	default:
		p.fix = "choose one of: " + nameList(names)
	}
	return p
}

// nameList lists the names of profiles that can be shown, at most 20.
func nameList(names []string) string {
	var shown []string
	for _, name := range names {
		if s := show(name); s != "" && len(shown) < 20 {
			shown = append(shown, strings.Trim(s, `"`))
		}
	}
	if left := len(names) - len(shown); left > 0 {
		shown = append(shown, "others")
	}
	return strings.Join(shown, ", ")
}

// profileLayer reads the settings of one profile.
func (l *loader) profileLayer(d *document, profile pair) layer {
	var y layer
	known := make(map[string]setting)
	var names, inner []string
	for _, s := range settings() {
		known[s.key] = s
		if group, name, ok := strings.Cut(s.key, "."); ok {
			inner = append(inner, name)
			if !slices.Contains(names, group) {
				names = append(names, group)
			}
			continue
		}
		names = append(names, s.key)
	}
	take := func(p pair, key string) {
		text := d.scalar(p, key)
		if known[key].path {
			text = l.besideFile(d.path, text)
		}
		y.set(key, text, origin{file: d.path, line: p.line})
	}
	for _, p := range d.mapping(profile.node, under("profiles", show(profile.key))) {
		switch {
		case p.key == groupTimeouts:
			for _, q := range d.mapping(p.node, groupTimeouts) {
				if slices.Contains(inner, q.key) {
					take(q, groupTimeouts+"."+q.key)
				} else {
					d.unknown(q, groupTimeouts, inner)
				}
			}
		case slices.Contains(names, p.key):
			take(p, p.key)
		default:
			d.unknown(p, "", names)
		}
	}
	return y
}

// besideFile is the path that a file means by a relative one.
func (l *loader) besideFile(file, path string) string {
	if path == "" || isPEM(path) {
		return path
	}
	if path = l.outside.expand(path); filepath.IsAbs(path) || strings.HasPrefix(path, "~") {
		return path
	}
	return filepath.Join(filepath.Dir(file), path)
}

// holdsSecret tells whether a profile has a value that others must not read.
func holdsSecret(profile pair) bool {
	if profile.node.Kind != yaml.MappingNode {
		return false
	}
	for i := 0; i+1 < len(profile.node.Content); i += 2 {
		key, v := profile.node.Content[i].Value, follow(profile.node.Content[i+1])
		switch {
		case v.Kind != yaml.ScalarNode || v.Value == "":
		case key == keySecretAccessKey, key == keySessionToken, key == keyProxy && strings.Contains(v.Value, "@"):
			return true
		}
	}
	return false
}
