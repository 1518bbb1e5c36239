// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aws/smithy-go/middleware"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/pipeline"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/service/s3"
)

func TestStackOfEveryOperation(t *testing.T) {
	t.Parallel()
	c, err := pipeline.New(settings(&script{}), s3.Provider(), pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range c.Operations() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, err := c.Stack(name)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, "stack/"+name+".txt", text)
			if signed := strings.Contains(text, "Signing"); signed == (name == "OptionsObject") {
				t.Errorf("signed is %v", signed)
			}
		})
	}
	if _, err := c.Stack("Nothing"); !errors.Is(err, bucket.ErrUnsupported) {
		t.Errorf("an unknown operation's stack: %v", err)
	}
}

// passing is a Finalize middleware that does nothing.
func passing(id string) middleware.FinalizeMiddleware {
	return middleware.FinalizeMiddlewareFunc(id, func(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
		return next.HandleFinalize(ctx, in)
	})
}

func TestAPIOptionsShapeTheStack(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	for name, test := range map[string]struct {
		option     func(*middleware.Stack) error
		operation  string
		want, none string // in the stack
		err        string
	}{
		"one inserted before Signing stands there": {
			option: func(s *middleware.Stack) error {
				return s.Finalize.Insert(passing("Mine"), "Signing", middleware.Before)
			},
			operation: "GetObject", want: "\t\tRetry\n\t\tMine\n\t\tSigning\n",
		},
		"one inserted before Signing stands in an unsigned operation, without Signing": {
			option: func(s *middleware.Stack) error {
				return s.Finalize.Insert(passing("Mine"), "Signing", middleware.Before)
			},
			operation: "OptionsObject", want: "\t\tRetry\n\t\tMine\n", none: "Signing",
		},
		"a signer in place of ours signs no unsigned operation": {
			option: func(s *middleware.Stack) error {
				_, err := s.Finalize.Swap("Signing", passing("Signing"))
				return err
			},
			operation: "OptionsObject", want: "Retry", none: "Signing",
		},
		"a step may be removed": {
			option: func(s *middleware.Stack) error {
				_, err := s.Finalize.Remove("Retry")
				return err
			},
			operation: "GetObject", want: "Signing", none: "Retry",
		},
		"an id twice in a step is refused": {
			option: func(s *middleware.Stack) error {
				return errors.Join(s.Finalize.Add(passing("Mine"), middleware.After), s.Finalize.Add(passing("Mine"), middleware.Before))
			},
			operation: "GetObject", err: `the Finalize step has two middlewares with the id "Mine"`,
		},
		"one of our ids twice is refused": {
			option:    func(s *middleware.Stack) error { return s.Finalize.Add(passing("Retry"), middleware.After) },
			operation: "GetObject", err: `the Finalize step has two middlewares with the id "Retry"`,
		},
		"an error of an option names the operation": {
			option:    func(*middleware.Stack) error { return broken },
			operation: "GetObject", err: "an API option of ListBuckets failed: broken",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := pipeline.New(settings(&script{}), s3.Provider(), pipeline.Options{
				APIOptions: []func(*middleware.Stack) error{nil, test.option},
			})
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) {
					t.Fatalf("got %v, want %q", err, test.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			text, err := c.Stack(test.operation)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(text, test.want) || test.none != "" && strings.Contains(text, test.none) {
				t.Errorf("stack:\n%s", text)
			}
		})
	}
}

func TestAPIOptionsRunWhenTheyShould(t *testing.T) {
	t.Parallel()
	ran := map[string]int{}
	count := func(s *middleware.Stack) error { ran[s.ID()]++; return nil }
	b, _ := play(t, []answer{reply(200, "")}, service.WithAPIOptions(count))
	for range 3 {
		if _, err := get(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	for op, n := range ran {
		if n != 1 {
			t.Errorf("the client's option ran %d times for %s", n, op)
		}
	}
	if ran["GetObject"] != 1 || ran["OptionsObject"] != 1 || ran["Do"] != 1 {
		t.Errorf("ran %v", ran)
	}
	clear(ran)
	if _, err := get(t.Context(), b, bucket.WithAPIOptions(count)); err != nil {
		t.Fatal(err)
	}
	if len(ran) != 1 || ran["GetObject"] != 2 { // the client's own and the call's
		t.Errorf("a call's option ran %v", ran)
	}
	fails := bucket.WithAPIOptions(func(*middleware.Stack) error { return errors.New("broken") })
	if _, err := get(t.Context(), b, fails); err == nil || !strings.Contains(err.Error(), "an API option of GetObject failed: broken") {
		t.Errorf("got %v", err)
	}
}
