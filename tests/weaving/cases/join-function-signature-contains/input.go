package shop

import (
	"context"
)

func Begin(name string, ctx context.Context) {}

func Check(name string) (bool, error) { return false, nil }

func Run(ctx context.Context) error { return nil }

func Name(err error) string { return "" } // an error, but no result

func All(ctx ...context.Context) {} // ...context.Context

type context_ = struct{}

func Shadow(context_) {}
