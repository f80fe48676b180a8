package example
import ("context"; "fmt")

import (
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

func   loose( ctx context.Context ) (err error) {
    // Before: ( ctx context.Context ) (error)
    ctx, span := otel.Tracer("app").Start(ctx, "loose")
    defer span.End()
    defer func() {
        if err != nil {
            span.RecordError(err)
            span.SetStatus(codes.Error, err.Error())
        }
    }()

    fmt.Println( ctx )
    if ctx==nil { return nil }
    return nil }

func tight(ctx context.Context)(err error){
	ctx, span := otel.Tracer("app").Start(ctx, "tight")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()
return ctx.Err()}

func  odd (ctx context.Context) (_ int,err error){
	ctx, span := otel.Tracer("app").Start(ctx, "odd")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()
 fmt.Println(ctx);   return 1,nil; }

    func moved(ctx context.Context) {
      ctx, span := otel.Tracer("app").Start(ctx, "moved")
      defer span.End()

      fmt.Println(ctx)
    }
func braces(ctx context.Context) {
	_, span := otel.Tracer("app").Start(ctx, "braces")
	defer span.End()
 fmt.Println(1)
	fmt.Println(2) }
