//line /src/input.go:1:1
package main

func main() {}

/*line <generated>:1:1*/
const program = true
