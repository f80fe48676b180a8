//line /src/input.go:1:1
package shop

func Start() {/*line <generated>:1:1*/{println("inside")
};{println("everywhere")
};/*line /src/input.go:3:15*/}
