//go:build ignore

package example

import "context"

func ignored(ctx context.Context)    {}
