// Something to profile: work for the processor, and memory that is kept.
package main

import (
	"crypto/sha256"
	"fmt"
	"time"
)

func main() {
	kept := [][]byte{}
	sum := sha256.Sum256(nil)
	for start := time.Now(); time.Since(start) < 300*time.Millisecond; {
		for range 1000 {
			sum = sha256.Sum256(sum[:])
		}
		kept = append(kept, make([]byte, 10_000))
	}
	fmt.Println("kept some:", len(kept) > 0)
}
