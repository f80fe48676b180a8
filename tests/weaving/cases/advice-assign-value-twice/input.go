package example

var without int

var with int = 7
