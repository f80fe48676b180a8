//go:build !ignore

package example

import "context"

func notIgnored(ctx context.Context)    {}
