//line /src/input.go:1:1
package shop

func Open() {
	/*line <generated>:1:1*/println(/*line /src/input.go:4:10*/"a"/*line <generated>:1:1*/, "STRING",/*line /src/input.go:4:18*/'b'/*line <generated>:1:1*/, "CHAR",/*line /src/input.go:4:23*/2.5/*line <generated>:1:1*/, "FLOAT",2)/*line /src/input.go:4:37*/
	/*line <generated>:1:1*/println("no arguments",0)/*line /src/input.go:5:11*/
}
