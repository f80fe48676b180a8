// +build ignore linux
// +build !windows,!plan9

package example

import "context"

func oldLines(ctx context.Context) {}
