// SPDX-License-Identifier: Apache-2.0

package config

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// readFile reads a file of at most limit bytes. The problem names the path.
func readFile(path string, limit int64) ([]byte, fs.FileInfo, *problem) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, unreadable(path, err)
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, unreadable(path, err)
	}
	if info.IsDir() {
		return nil, nil, unreadable(path, syscall.EISDIR)
	}
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	switch {
	case err != nil:
		return nil, nil, unreadable(path, err)
	case int64(len(data)) > limit:
		return nil, nil, &problem{text: "names a file of more than " + strconv.FormatInt(limit>>20, 10) + " MiB: " + path, fix: "name the right file"}
	}
	return data, info, nil
}

func unreadable(path string, err error) *problem {
	p := &problem{text: "names a file that cannot be read: " + path, fix: "check the path", cause: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.text = "names a file that does not exist: " + path
		if strings.HasPrefix(path, "~") {
			p.fix = "write the path in full"
		}
	case errors.Is(err, fs.ErrPermission):
		p.text, p.fix = "names a file that may not be read: "+path, "give this user the right to read it"
	case errors.Is(err, syscall.EISDIR):
		p.text, p.fix = "names a folder: "+path, "name a file"
	}
	return p
}
