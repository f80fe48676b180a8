//line /src/input.go:1:1
package shared

type Server struct {
	Name string/*line <generated>:1:1*/; traced bool; count int/*line /src/input.go:4:13*/
}
