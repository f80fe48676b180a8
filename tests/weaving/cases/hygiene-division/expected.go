//line /src/input.go:1:1
package example

func f(s string) int { return 100/ /*line <generated>:1:1*/cap([]int{60/ /*line /src/input.go:3:35*/len(s)/*line <generated>:1:1*/})/*line /src/input.go:3:41*// /*line <generated>:1:1*/cap([]int{60/ /*line /src/input.go:3:42*/len(s+"x")/*line <generated>:1:1*/})/*line /src/input.go:3:52*/ + 1 }
