//line /src/input.go:1:1
package store

/*line <generated>:1:1*/
const inside = true

const internal = true

const anywhere = true
