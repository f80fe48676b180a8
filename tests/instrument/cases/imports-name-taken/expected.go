package example

import (
	"context"
	codes "fmt"
	otel "os"

	otel1 "go.opentelemetry.io/otel"
	otelcodes "go.opentelemetry.io/otel/codes"
)

func F(ctx context.Context) (err error) {
	_, span := otel1.Tracer("app").Start(ctx, "F")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(otelcodes.Error, err.Error())
		}
	}()

	codes.Println(otel.Args)
	return nil
}
