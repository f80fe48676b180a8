//go:build exclude

package example

import "context"

func excluded(ctx context.Context)    {}
