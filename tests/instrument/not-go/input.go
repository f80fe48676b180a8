package example

func broken( {
