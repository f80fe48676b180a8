module example.com/hello

go 1.25

require example.com/tracer v0.0.0

replace example.com/tracer => ../tracer
