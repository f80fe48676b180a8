//line /src/input.go:1:1
package store

/*line <generated>:1:1*/
const matches = true
