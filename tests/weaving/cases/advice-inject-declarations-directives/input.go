package p

func Registered() {}
