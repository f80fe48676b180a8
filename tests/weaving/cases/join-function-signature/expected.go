//line /src/input.go:1:1
package shop

import (
	"context"
	"net/url"
)

func Find(ctx context.Context, key string) (*url.URL, error) {/*line <generated>:1:1*/{println(key)
};/*line /src/input.go:8:63*/ return nil, nil }

func Join(_ context.Context, base, path string) (found *url.URL, err error) {/*line <generated>:1:1*/{println(base)
};/*line /src/input.go:10:78*/ return }

var lookup = func(/*line <generated>:1:1*/_ /*line /src/input.go:12:19*/context.Context, /*line <generated>:1:1*/__argument__1 /*line /src/input.go:12:36*/string) (*url.URL, error) {/*line <generated>:1:1*/{println(__argument__1)
};/*line /src/input.go:12:63*/ return nil, nil }

func Value(ctx context.Context, key string) (url.URL, error) { return url.URL{}, nil } // no pointer

func Swapped(key string, ctx context.Context) (*url.URL, error) { return nil, nil } // another order

func Spread(ctx context.Context, keys ...string) (*url.URL, error) { return nil, nil } // ...string

func Nothing() {/*line <generated>:1:1*/{println("nothing")
};/*line /src/input.go:20:17*/}

func Print(any) {/*line <generated>:1:1*/{println("anything")
};/*line /src/input.go:22:18*/}

func PrintAll(interface{}) {/*line <generated>:1:1*/{println("anything")
};/*line /src/input.go:24:29*/}

func PrintSome(interface{ String() string }) {} // not empty
