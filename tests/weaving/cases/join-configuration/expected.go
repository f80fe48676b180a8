//line /src/input.go:1:1
package shop

/*line <generated>:1:1*/
const wraps = true
