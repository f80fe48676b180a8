package tracer

func Start() {}
