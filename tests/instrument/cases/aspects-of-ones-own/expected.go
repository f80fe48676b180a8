package example

import (
	"context"
	"fmt"
	"log/slog"
	"time"
)

func F(ctx context.Context) error {
	start := time.Now()
	defer func() {
		slog.Info("F", "took", time.Since(start))
	}()

	fmt.Println(ctx)
	return nil
}

func G(ctx context.Context) {
	start := time.Now()
	defer func() {
		slog.Info("G", "took", time.Since(start))
	}()
}
