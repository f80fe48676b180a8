//line /src/input.go:1:1
package shop

const known = /*line <generated>:1:1*/"v" != ""/*line /src/input.go:3:20*/
