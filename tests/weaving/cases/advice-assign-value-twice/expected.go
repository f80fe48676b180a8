//line /src/input.go:1:1
package example

var without int/*line <generated>:1:1*/ = 2/*line /src/input.go:3:16*/

var with int = /*line <generated>:1:1*/2/*line /src/input.go:5:17*/
