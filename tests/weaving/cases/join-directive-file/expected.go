//line /src/input.go:1:1
// Package shop sells.
//
//whole
package shop

/*line <generated>:1:1*/
const whole = true
