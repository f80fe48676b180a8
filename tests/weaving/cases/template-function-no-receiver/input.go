package shop

type Shop struct{}

func (Shop) Open() { func() {}() }
