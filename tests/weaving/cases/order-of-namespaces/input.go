package shop

func Open() {}
