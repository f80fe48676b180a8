package example
import ("context"; "fmt")

func   loose( ctx context.Context ) (error) {
    fmt.Println( ctx )
    if ctx==nil { return nil }
    return nil }

func tight(ctx context.Context)error{return ctx.Err()}

func  odd (ctx context.Context) (int,error){ fmt.Println(ctx);   return 1,nil; }

    func moved(ctx context.Context) {
      fmt.Println(ctx)
    }
func braces(ctx context.Context) { fmt.Println(1)
	fmt.Println(2) }
