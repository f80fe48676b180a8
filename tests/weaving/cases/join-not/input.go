package shop

type Server struct{}

func (Server) Serve() {} // a method

func Start() {} // by name

//quiet
func Pause() {} // by directive

func Stop() {}
