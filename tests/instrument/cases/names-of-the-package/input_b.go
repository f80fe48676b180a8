package example

var otel = 1

type codes struct{}

var _ = codes{}
