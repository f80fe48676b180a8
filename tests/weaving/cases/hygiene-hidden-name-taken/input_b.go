package example

var __pyorch_strings, __pyorch_strings_ = 1, 2

type __pyorch_bytes_longer struct{}
