//go:build tools

package example

import "context"

func tools(ctx context.Context)    {}
