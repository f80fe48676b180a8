//line /src/input.go:1:1
package tracer

func Start() {/*line <generated>:1:1*/{println("inside")
};/*line /src/input.go:3:15*/}
