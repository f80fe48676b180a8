package example

import "context"

//go:build ignore

func inTheMiddle(ctx context.Context) {}
