package example

import (
	"context"
	codes "fmt"
	otel "os"
)

func F(ctx context.Context) error {
	codes.Println(otel.Args)
	return nil
}
