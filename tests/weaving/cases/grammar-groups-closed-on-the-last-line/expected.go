//line /src/input.go:1:1
package p

type ( Alias1 = bool
       Alias2 = int )
type ( T1 struct{}
       T2 struct{} )
const ( c1 = 1
        c2 = 2 )
var ( v1 = /*line <generated>:1:1*/probe2(/*line /src/input.go:9:12*/probe(1)/*line <generated>:1:1*/)/*line /src/input.go:9:20*/
      v2 = /*line <generated>:1:1*/probe2(/*line /src/input.go:10:12*/probe(2)/*line <generated>:1:1*/)/*line /src/input.go:10:20*/ )
func probe(x int) int {/*line <generated>:1:1*/{println("in")
};/*line /src/input.go:11:24*/ return x }
func probe2(x int) int {/*line <generated>:1:1*/{println("in")
};/*line /src/input.go:12:25*/ return x }
