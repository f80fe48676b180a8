package example

import (
	. "context"
	"fmt"
)

func dotted(ctx Context) {
	fmt.Println(ctx)
}
