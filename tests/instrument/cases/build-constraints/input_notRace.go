// +build !race

package example

import "context"

func notRace(ctx context.Context)    {}
