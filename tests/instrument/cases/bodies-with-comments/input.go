package example

import (
	"context"
	"fmt"
)

func behindTheBrace(ctx context.Context) { // on its line
	fmt.Println(ctx) // and here
}

func first(ctx context.Context) {
	// in front of the first statement
	/* and one more */
	fmt.Println(ctx)
}

func blankFirst(ctx context.Context) {

	fmt.Println(ctx)
}

func only(ctx context.Context) {
	// TODO: all of it
}

func labelled(ctx context.Context) {
again:
	for {
		fmt.Println(ctx)
		continue again
	}
}

func raw(ctx context.Context) string {
	return `
	ctx, span := otel.Tracer("no").Start(ctx, "code")
`
}

func caller(ctx context.Context) {
	switch {
	case ctx == nil:
		func(ctx context.Context) {
			fmt.Println(ctx)
		}(ctx)
	}
}
