package example

//line grammar.y:10
func f(s string) int {
	return len(s) + len(s+"é") // two
}

//line other.y:7:3
var x = len("x") /*line third.y:1:1*/ + len("y")
