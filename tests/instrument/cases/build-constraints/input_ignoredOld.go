// +build ignore

package example

import "context"

func ignoredOld(ctx context.Context)    {}
