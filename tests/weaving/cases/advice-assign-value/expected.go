//line /src/input.go:1:1
package example

//my:enabled
var enabled bool/*line <generated>:1:1*/ = true/*line /src/input.go:4:17*/

//my:enabled
const on, off = /*line <generated>:1:1*/true, true/*line /src/input.go:7:29*/

const Version = /*line <generated>:1:1*/"1.2.3"/*line /src/input.go:9:26*/

var other bool
