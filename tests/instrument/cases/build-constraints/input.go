//go:build !windows

package example

import "context"

func instrumented(ctx context.Context) {}
