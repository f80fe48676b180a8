//line /src/input.go:1:1
package shop

func Open() {/*line <generated>:1:1*/{println("second")
};{println("first, 2")
};{println("first, 1")
};/*line /src/input.go:3:14*/}
