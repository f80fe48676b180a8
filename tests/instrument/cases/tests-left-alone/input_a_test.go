package example

import (
	"context"
	"testing"
)

func TestF(t *testing.T) {
	check(context.Background())
}

func check(ctx context.Context) {}
