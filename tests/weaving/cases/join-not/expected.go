//line /src/input.go:1:1
package shop

type Server struct{}

func (Server) Serve() {} // a method

func Start() {} // by name

//quiet
func Pause() {} // by directive

func Stop() {/*line <generated>:1:1*/{println("Stop")
};/*line /src/input.go:12:14*/}
