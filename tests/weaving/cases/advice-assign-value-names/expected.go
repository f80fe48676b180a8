//line /src/input.go:1:1
package shop

//size
var a, b, c int = /*line <generated>:1:1*/3, 3, 3/*line /src/input.go:4:26*/

//size
var d, e = /*line <generated>:1:1*/2, 2/*line /src/input.go:7:18*/

//size
var f, g int/*line <generated>:1:1*/ = 2, 2/*line /src/input.go:10:13*/ // none

//size
const (
	h = /*line <generated>:1:1*/1/*line /src/input.go:14:10*/
	i/*line <generated>:1:1*/ = 1/*line /src/input.go:15:3*/
	j, k = /*line <generated>:1:1*/2, 2/*line /src/input.go:16:15*/
)

func both() (int, error) { return 0, nil }
