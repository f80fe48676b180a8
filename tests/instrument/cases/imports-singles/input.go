package example

import "context"
import "fmt"

func F(ctx context.Context) error {
	fmt.Println(ctx)
	return nil
}
