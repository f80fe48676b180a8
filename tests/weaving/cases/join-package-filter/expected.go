//line /src/input.go:1:1
package store

/*line <generated>:1:1*/
const all = true

const plain = true

const element = true

const any = true

const rest = true

const midst = true
