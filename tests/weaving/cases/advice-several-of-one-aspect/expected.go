//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import _ "embed";import __pyorch_replacement "net";import __pyorch_time "time"/*line /src/input.go:1:13*/

import "net"

func Connect() (net.Conn, error) { return /*line <generated>:1:1*/__pyorch_replacement.DialTimeout/*line /src/input.go:5:51*/("tcp", "localhost:80"/*line <generated>:1:1*/, __pyorch_time.Second/*line /src/input.go:5:73*/) }

func Again() (net.Conn, error) { return /*line <generated>:1:1*/__pyorch_replacement.DialTimeout/*line /src/input.go:7:49*/("tcp", "localhost:81"/*line <generated>:1:1*/, __pyorch_time.Second/*line /src/input.go:7:71*/) }

/*line <generated>:1:1*/
const dials = true
