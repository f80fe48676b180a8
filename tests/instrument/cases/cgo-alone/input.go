package example

// int one(void) { return 1; }
import "C"

//dd:span
func F() int {
	return int(C.one())
}
