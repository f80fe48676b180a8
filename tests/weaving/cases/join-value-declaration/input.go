package shop

import "time"

var (
	timeout time.Duration = time.Minute
	grace                 = 2 * time.Second // no written type
	retries int           = 3               // another type
	expiry  *time.Timer                     // a pointer to another
	pauses  []time.Duration                 // a slice
)

const tick time.Duration = time.Millisecond
