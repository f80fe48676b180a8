package shop

//size
var a, b, c int = 1, 2, 3

//size
var d, e = both()

//size
var f, g int // none

//size
const (
	h = iota
	i
	j, k = 4, "5"
)

func both() (int, error) { return 0, nil }
