//line /src/input.go:1:1
package example

//orchestrion:enabled
var enabled bool/*line <generated>:1:1*/ = true/*line /src/input.go:4:17*/

// Enabled tells whether this program was instrumented.
//
//orchestrion:enabled
var Enabled = /*line <generated>:1:1*/true/*line /src/input.go:9:20*/

//dd:orchestrion-enabled
const old = /*line <generated>:1:1*/true/*line /src/input.go:12:18*/

//orchestrion:enabled
var (
	one, two bool/*line <generated>:1:1*/ = true, true/*line /src/input.go:16:15*/
	three    = /*line <generated>:1:1*/true/*line /src/input.go:17:18*/
	name     string
)

//orchestrion:enabled-not
var other bool

//orchestrion:version
var flag bool

var none bool

func inside() bool {
	//orchestrion:enabled
	const local = /*line <generated>:1:1*/true/*line /src/input.go:31:21*/
	return local
}

func behind() bool { //orchestrion:enabled
	const local = false
	return local
}
