//line /src/input.go:1:1
package shop

func Open() {/*line <generated>:1:1*/{println("own")
};{println("more")
};{println("base")
};/*line /src/input.go:3:14*/}
