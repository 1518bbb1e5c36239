// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"context"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/aws/smithy-go/middleware"
)

// module is this module's path, under which a program's build information has
// its version.
const module = "github.com/seed-40dc4ce0/pail"

// agent says who sends the request, unless the request says so itself. One
// header, the same for every call of a client; no header of a call tells
// machines or users apart.
type agent struct{ text string }

func (agent) ID() string { return idUserAgent }

func (a agent) HandleBuild(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (middleware.BuildOutput, middleware.Metadata, error) {
	r, err := requestOf(in.Request)
	if err != nil {
		return middleware.BuildOutput{}, middleware.Metadata{}, err
	}
	if _, ok := r.Header["User-Agent"]; !ok {
		x, err := exchangeOf(ctx)
		if err != nil {
			return middleware.BuildOutput{}, middleware.Metadata{}, err
		}
		x.setHeader(r.Header, "User-Agent", a.text)
	}
	return next.HandleBuild(ctx, in)
}

// userAgent is the product and its version, the platform, and what the
// configuration adds: "pail/1.2.0 (linux; amd64) go/1.26.0 backup/1.2".
func userAgent(added string) string {
	text := "pail/" + version() + " (" + runtime.GOOS + "; " + runtime.GOARCH + ") go/" + strings.TrimPrefix(runtime.Version(), "go")
	if added != "" {
		text += " " + added
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '_'
		}
		return r
	}, text)
}

// version is the version of this module within the program that runs.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, dep := range append(info.Deps, &info.Main) {
		if dep.Path == module && dep.Version != "" && dep.Version != "(devel)" {
			return strings.TrimPrefix(dep.Version, "v")
		}
	}
	return "devel"
}
