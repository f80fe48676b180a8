package a

import "log"

func both() { log.Println(); log.Fatal("x") }
