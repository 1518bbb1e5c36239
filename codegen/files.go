// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// sources reads the JSON files that match patterns, in the order of patterns
// and names.
func sources(patterns ...string) ([]model.Source, error) {
	var list []model.Source
	for _, pattern := range patterns {
		names, err := matches(pattern)
		if errors.Is(err, filepath.ErrBadPattern) {
			return nil, fmt.Errorf("codegen: %s is no pattern for files: correct it", pattern)
		} else if err != nil {
			return nil, fmt.Errorf("codegen: %w: name files that can be read", err)
		}
		if len(names) == 0 {
			return nil, fmt.Errorf("codegen: no file matches %s: correct the name or the pattern", pattern)
		}
		for _, name := range names {
			if isFolder(name) {
				return nil, fmt.Errorf("codegen: %s is a folder: name its files, such as %s", name, filepath.Join(name, "*.json"))
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return nil, fmt.Errorf("codegen: %w: name files that can be read", err)
			}
			list = append(list, model.Source{Name: filepath.ToSlash(name), Data: data})
		}
	}
	return list, nil
}

// matches are the files that match the pattern, by name. What exists under that
// very name matches alone, and a folder that exists is not read as a pattern.
func matches(pattern string) ([]string, error) {
	if _, err := os.Lstat(pattern); err == nil {
		return []string{pattern}, nil
	}
	dir, base := filepath.Split(pattern)
	if dir == "" || !isFolder(dir) {
		return filepath.Glob(pattern)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		match, err := filepath.Match(base, e.Name())
		if err != nil {
			return nil, err
		}
		if match {
			names = append(names, filepath.Join(dir, e.Name()))
		}
	}
	return names, nil
}

// isFolder says whether there is a folder at path.
func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// format lays out the files that match patterns.
func format(patterns []string) error {
	if len(patterns) == 0 {
		return errors.New("codegen: no file is named: say -fmt FILE")
	}
	list, err := sources(patterns...)
	if err != nil {
		return err
	}
	var faults ast.Faults
	for _, s := range list {
		n := ast.Parse(s.Name, s.Data, &faults)
		if !faults.Empty() {
			continue
		}
		if text := ast.Print(n); !bytes.Equal(text, s.Data) {
			if err := replace(s.Name, text); err != nil {
				return err
			}
		}
	}
	return faults.Err()
}

// module finds the go.mod at or above dir and returns its folder and the
// module's path.
func module(dir string) (root, path string, err error) {
	root, err = filepath.Abs(dir)
	if err != nil {
		return "", "", err
	}
	for {
		data, err := os.ReadFile(filepath.Join(root, "go.mod"))
		if err == nil {
			for line := range strings.Lines(string(data)) {
				if rest, ok := strings.CutPrefix(line, "module "); ok {
					return root, strings.TrimSpace(rest), nil
				}
			}
			return "", "", fmt.Errorf("codegen: %s names no module", filepath.Join(root, "go.mod"))
		}
		if !errors.Is(err, os.ErrNotExist) {
			return "", "", err
		}
		if filepath.Dir(root) == root {
			return "", "", fmt.Errorf("codegen: there is no go.mod at or above %s", dir)
		}
		root = filepath.Dir(root)
	}
}
