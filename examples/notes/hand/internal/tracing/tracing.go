// Package tracing is what both services start by hand, and pyorch weaves in: the tracer, the profiler and a logger with ids.
package tracing

import (
	"log/slog"
	"os"

	slogtrace "github.com/DataDog/dd-trace-go/contrib/log/slog/v2"
	"github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"
	"github.com/DataDog/dd-trace-go/v2/profiler"
)

// Log writes records that carry the ids of the span in their context.
var Log = slog.New(slogtrace.NewJSONHandler(os.Stderr, nil))

// Start starts the tracer and, where the environment asks for it, the profiler. The caller has to call stop at the end.
func Start() (stop func(), err error) {
	if err := tracer.Start(); err != nil {
		return nil, err
	}
	if os.Getenv("DD_PROFILING_ENABLED") == "true" {
		err := profiler.Start(profiler.WithProfileTypes(
			profiler.CPUProfile, profiler.HeapProfile, profiler.GoroutineProfile, profiler.MutexProfile))
		if err != nil {
			tracer.Stop()
			return nil, err
		}
	}
	return func() {
		profiler.Stop()
		tracer.Stop()
	}, nil
}

// Fatal says what went wrong and ends the process.
func Fatal(err error) {
	Log.Error(err.Error())
	os.Exit(1)
}
