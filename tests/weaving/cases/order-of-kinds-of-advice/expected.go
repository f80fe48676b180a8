//line /src/input.go:1:1
package shop

func Open() {/*line <generated>:1:1*/{println("top", opened)
};{println("below")
};/*line /src/input.go:3:14*/}

/*line <generated>:1:1*/
var opened bool
