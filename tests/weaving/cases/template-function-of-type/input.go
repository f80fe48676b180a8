package shop

import "context"

func First(ctx, other context.Context) {}

func Second(int, context.Context) (bool, error) { return true, nil }

func Spread(ctx ...context.Context) {} // ...context.Context

func None(err error) (ctx context.Context) { return nil }
