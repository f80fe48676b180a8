// 200,000 spans over 1,000 goroutines, and as many that end elsewhere than they began: nothing of them is kept.
package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"sync"
	"syscall"
	"time"

	"github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"
)

// Nobody listens there: this is about what stays in memory, not about what is sent. A variable is set before the tracer starts.
var _ = os.Setenv("DD_TRACE_AGENT_URL", "http://127.0.0.1:1")

const (
	goroutines = 1000
	each       = 200
	slack      = 24 << 20
)

func main() {
	load() // what is made once, and kept, is made here
	handOver()
	before := inUse()
	load()
	fmt.Println("flat after many goroutines:", inUse() < before+slack)
	handOver()
	fmt.Println("flat after spans that ended elsewhere:", inUse() < before+slack)
	_, active := tracer.SpanFromContext(context.Background())
	fmt.Println("something is active:", active)
}

func load() {
	var group sync.WaitGroup
	for range goroutines {
		group.Go(func() {
			for range each / 2 {
				outer()
			}
		})
	}
	// Signals arrive on whatever thread there is, in the midst of it all.
	for range 100 {
		_ = syscall.Kill(os.Getpid(), syscall.SIGURG)
		time.Sleep(time.Millisecond)
	}
	group.Wait()
}

//dd:span
func outer() { inner() }

//dd:span
func inner() {}

// handOver starts spans on one goroutine, which goes on, and finishes them on another.
func handOver() {
	spans := make(chan *tracer.Span, 16)
	done := make(chan struct{})
	go func() {
		for span := range spans {
			span.Finish()
		}
		close(done)
	}()
	for range goroutines * each {
		span, _ := tracer.StartSpanFromContext(context.Background(), "handed over")
		spans <- span
	}
	close(spans)
	<-done
}

func inUse() uint64 {
	time.Sleep(2 * time.Second) // what waits to be sent is thrown away once a second
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
