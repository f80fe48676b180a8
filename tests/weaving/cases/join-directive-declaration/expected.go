//line /src/input.go:1:1
package shop

//zero
var a = /*line <generated>:1:1*/0/*line /src/input.go:4:10*/

//zero
var (
	b = /*line <generated>:1:1*/0/*line /src/input.go:8:7*/
	c int/*line <generated>:1:1*/ = 0/*line /src/input.go:9:7*/
)

var (
	//zero
	d = /*line <generated>:1:1*/0/*line /src/input.go:14:7*/
	e = 5 // of its neighbour
)

func local() int {
	//zero
	var f = /*line <generated>:1:1*/0/*line /src/input.go:20:11*/
	return f
}
