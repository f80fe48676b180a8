package example

//my:enabled
var enabled bool

//my:enabled
const on, off = false, false

const Version = "unknown"

var other bool
