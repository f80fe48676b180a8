package shop

type Shop struct{}

func Named(a, b int) (c, d string) { return }

func Unnamed(int, string, ...bool) (int, error) { return 0, nil }

func Blank(_, _ int) (_ error) { return nil }

func (Shop) Bare(a int, _ string) error { return nil }

var literal = func(string, func(int) error) func(int) error { return nil }
