package example

//orchestrion:enabled
var enabled bool

// Enabled tells whether this program was instrumented.
//
//orchestrion:enabled
var Enabled = false

//dd:orchestrion-enabled
const old = false

//orchestrion:enabled
var (
	one, two bool
	three    = false
	name     string
)

//orchestrion:enabled-not
var other bool

//orchestrion:version
var flag bool

var none bool

func inside() bool {
	//orchestrion:enabled
	const local = false
	return local
}

func behind() bool { //orchestrion:enabled
	const local = false
	return local
}
