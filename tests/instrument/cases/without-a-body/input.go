package example

import "context"

func assembled(ctx context.Context) error

func plain(ctx context.Context) error {
	return assembled(ctx)
}
