//line /src/input.go:1:1
package shop

func price(...any) int { return 0 }

var total = price(/*line <generated>:1:1*/"", "", /*line /src/input.go:5:19*/)
