package shop

//zero
var a = 1

//zero
var (
	b = 2
	c int
)

var (
	//zero
	d = 4
	e = 5 // of its neighbour
)

func local() int {
	//zero
	var f = 6
	return f
}
