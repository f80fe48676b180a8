package shop

func Start() {}
