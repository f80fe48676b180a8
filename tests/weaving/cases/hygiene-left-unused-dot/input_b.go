package example

import . "strings"

type Other struct{ Field int }

var used, replaced = ToUpper("x"), TrimSpace("not the only use")
