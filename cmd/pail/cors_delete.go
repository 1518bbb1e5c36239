// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
)

// corsDelete takes all CORS rules from a bucket.
func corsDelete(ctx context.Context, args []string, std streams) error {
	f := newFlags("cors delete")
	var where place
	var dry bool
	where.add(f)
	f.BoolVar(&dry, "dry-run", false, "")
	t, err := bucketTarget(f, args)
	if err != nil {
		return err
	}
	x := &exchange{dry: dry}
	b, err := where.open(ctx, f, t, false, x, std)
	if err != nil {
		return err
	}
	_, err = b.DeleteCORS(ctx, nil)
	switch {
	case dry && x.request != nil:
		x.request.print(std.out)
		return nil
	case err != nil:
		return err
	}
	fmt.Fprintf(std.err, "pail: %v has no CORS rules now\n", t)
	return nil
}
