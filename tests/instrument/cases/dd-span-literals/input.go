package shop

import "context"

func handle(string, ...func(context.Context) error) {}

type routes struct{ first func(context.Context) error }

func register() {
	handle("/", //dd:span at:comma
		func(ctx context.Context) error { return ctx.Err() })
	_ = routes{
		//dd:span at:field
		first: func(ctx context.Context) error {
			return ctx.Err()
		},
	}
	//dd:span at:statement
	handle("/", func(ctx context.Context) error {
		return ctx.Err()
	})
}
