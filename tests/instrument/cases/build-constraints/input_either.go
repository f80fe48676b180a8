//go:build ignore || linux

package example

import "context"

func either(ctx context.Context)    {}
