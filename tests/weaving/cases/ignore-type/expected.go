//line /src/input.go:1:1
package shop

//orchestrion:ignore
type Store struct{}

type (
	//dd:ignore
	Pool struct{}

	Queue struct{/*line <generated>:1:1*/ woven bool; /*line /src/input.go:10:15*/}
)
