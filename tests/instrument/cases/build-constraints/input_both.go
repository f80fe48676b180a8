//go:build ignore && linux

package example

import "context"

func both(ctx context.Context)    {}
