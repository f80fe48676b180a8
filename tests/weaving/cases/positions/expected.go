//line /src/input.go:1:1
package example

//line grammar.y:10
func f(s string) int {
	return /*line <generated>:1:1*/(/*line grammar.y:11*/len(s)/*line <generated>:1:1*/ + 0)/*line grammar.y:11*/ + /*line <generated>:1:1*/(/*line grammar.y:11*/len(s+"é")/*line <generated>:1:1*/ + 0)/*line grammar.y:11*/ // two
}

//line other.y:7:3
var x = /*line <generated>:1:1*/(/*line other.y:7:11*/len("x")/*line <generated>:1:1*/ + 0)/*line other.y:7:19*/ /*line third.y:1:1*/ + /*line <generated>:1:1*/(/*line third.y:1:4*/len("y")/*line <generated>:1:1*/ + 0)/*line third.y:1:12*/
