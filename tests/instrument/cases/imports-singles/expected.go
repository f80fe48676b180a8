package example

import "context"
import "fmt"
import "go.opentelemetry.io/otel"
import "go.opentelemetry.io/otel/codes"

func F(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "F")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	fmt.Println(ctx)
	return nil
}
