// Package example is documented.
package example // and has a comment

import (
	"context"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

//dd:span
func F(n int) (err error) {
	_, span := otel.Tracer("app").Start(context.Background(), "F")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return nil
}
