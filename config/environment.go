// SPDX-License-Identifier: Apache-2.0

package config

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// The variables that choose the file and the profile.
const (
	variableFile    = "PAIL_CONFIG"
	variableProfile = "PAIL_PROFILE"
)

// environment is what a program inherits.
type environment struct {
	lookup func(name string) string // "" for what is unset or empty
	names  func() []string
	folder func() (string, error) // the user's configuration folder
}

func inherited() environment {
	return environment{lookup: os.Getenv, names: variableNames, folder: os.UserConfigDir}
}

// nothing is the environment of WithoutEnvironment.
func nothing() environment {
	return environment{
		lookup: func(string) string { return "" },
		names:  func() []string { return nil },
		folder: func() (string, error) { return "", os.ErrNotExist },
	}
}

func variableNames() []string {
	var names []string
	for _, line := range os.Environ() {
		name, _, _ := strings.Cut(line, "=")
		names = append(names, name)
	}
	return names
}

// home is the user's home folder, "" if unknown.
func (e environment) home() string {
	if runtime.GOOS == "windows" {
		return e.lookup("USERPROFILE")
	}
	return e.lookup("HOME")
}

// configFile is where the configuration file is if nobody names one, "" if
// there can be none. The XDG base directory specification has relative paths
// ignored.
func (e environment) configFile() string {
	folder := e.lookup("XDG_CONFIG_HOME")
	if !filepath.IsAbs(folder) {
		folder = ""
		switch home := e.home(); {
		case slices.Contains([]string{"windows", "darwin", "ios", "plan9"}, runtime.GOOS):
			folder, _ = e.folder()
		case home != "":
			folder = filepath.Join(home, ".config")
		}
	}
	if folder == "" {
		return ""
	}
	return filepath.Join(folder, "pail", "config.yaml")
}

// expand replaces a leading ~/ by the home folder, where that is known.
func (e environment) expand(path string) string {
	rest, ok := strings.CutPrefix(path, "~/")
	if home := e.home(); ok && home != "" {
		return filepath.Join(home, rest)
	}
	return path
}

// variables is the layer of pail's own variables.
func (e environment) variables() layer {
	y := layer{called: variableOf}
	for _, s := range settings() {
		name := s.variable()
		text := e.lookup(name)
		if s.path {
			text = e.expand(text)
		}
		y.set(s.key, text, origin{name: name})
	}
	return y
}

// misspelt warns of variables that are nearly ones of pail's. Others that begin
// with PAIL_ may be somebody's own.
func (e environment) misspelt() []string {
	known := []string{variableFile, variableProfile}
	for _, s := range settings() {
		known = append(known, s.variable())
	}
	var warnings []string
	names := e.names()
	slices.Sort(names)
	for _, name := range names {
		if !strings.HasPrefix(name, "PAIL_") || slices.Contains(known, name) {
			continue
		}
		if meant := suggest(name, known); meant != "" {
			warnings = append(warnings, "the variable "+show(name)+" is not known and has no effect; is "+meant+" meant?")
		}
	}
	return warnings
}

func variableOf(key string) string { return setting{key: key}.variable() }
