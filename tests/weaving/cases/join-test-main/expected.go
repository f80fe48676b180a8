//line /src/input.go:1:1
package main

func main() {/*line <generated>:1:1*/{println("tests")
};/*line /src/input.go:3:14*/}
