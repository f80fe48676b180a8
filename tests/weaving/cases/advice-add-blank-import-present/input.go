package shop

import (
	_ "embed"
	clock "time"
)

var start = clock.Now()
