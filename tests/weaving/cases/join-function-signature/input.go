package shop

import (
	"context"
	"net/url"
)

func Find(ctx context.Context, key string) (*url.URL, error) { return nil, nil }

func Join(_ context.Context, base, path string) (found *url.URL, err error) { return }

var lookup = func(context.Context, string) (*url.URL, error) { return nil, nil }

func Value(ctx context.Context, key string) (url.URL, error) { return url.URL{}, nil } // no pointer

func Swapped(key string, ctx context.Context) (*url.URL, error) { return nil, nil } // another order

func Spread(ctx context.Context, keys ...string) (*url.URL, error) { return nil, nil } // ...string

func Nothing() {}

func Print(any) {}

func PrintAll(interface{}) {}

func PrintSome(interface{ String() string }) {} // not empty
