// Records of log/slog, inside and outside of spans, by loggers of every origin; each names the span that it is in.
//
// Where a record has no context, only the goroutine knows the span.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log"
	"log/slog"
	"testing/slogtest"

	"example.com/frameworks/internal/records"
)

func withoutTime(_ []string, attr slog.Attr) slog.Attr {
	if attr.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return attr
}

//dd:span span.name:outer
func outer(ctx context.Context, logger *slog.Logger) {
	logger.InfoContext(ctx, "outer: with the context")
	logger.Info("outer: without")
	inner(ctx, logger)
	logger.Info("outer: after the inner one")
	done := make(chan bool)
	go func() {
		logger.Info("none: on another goroutine")
		logger.InfoContext(ctx, "outer: there, with the context")
		close(done)
	}()
	<-done
}

//dd:span span.name:inner
func inner(ctx context.Context, logger *slog.Logger) {
	logger.InfoContext(ctx, "inner: with the context")
	slog.New(logger.Handler()).InfoContext(ctx, "inner: a logger of the same handler")
	common := logger.WithGroup("group").With("a", 1).With("b", 2).With("c", 3)
	one, two := common.With("d", "one"), common.With("d", "two")
	one.InfoContext(ctx, "inner: one", "e", true)
	two.InfoContext(ctx, "inner: two", slog.Group("nested", "f", 4.5))
	deep := logger.WithGroup("i").WithGroup("j").WithGroup("k")
	left, right := deep.WithGroup("left"), deep.WithGroup("right")
	left.InfoContext(ctx, "inner: left", "g", 1)
	right.InfoContext(ctx, "inner: right", "g", 2)
	slog.NewLogLogger(logger.Handler(), slog.LevelWarn).Print("inner: a log.Logger")
	logger.DebugContext(ctx, "inner: not written")
}

//dd:span span.name:standard
func standard(ctx context.Context) {
	slog.InfoContext(ctx, "standard: by the default logger")
	slog.SetDefault(slog.Default().With("more", true))
	slog.WarnContext(ctx, "standard: with an attribute")
	log.Print("none: package log as it was")
}

//dd:span span.name:changed
func changed(ctx context.Context, logger *slog.Logger) {
	slog.SetDefault(logger)
	slog.InfoContext(ctx, "changed: by the default logger")
	log.Print("changed: package log")
}

// through is a handler that writes by a logger: what a logger makes of records, attributes and groups can so be held against
// what the standard library demands of a handler.
type through struct {
	*slog.Logger
	timeless *bool
}

func (t through) Handle(ctx context.Context, record slog.Record) error {
	var attrs []slog.Attr
	record.Attrs(func(attr slog.Attr) bool {
		attrs = append(attrs, attr)
		return true
	})
	*t.timeless = record.Time.IsZero()
	t.LogAttrs(ctx, record.Level, record.Message, attrs...)
	return nil
}

func (t through) WithAttrs(attrs []slog.Attr) slog.Handler {
	args := make([]any, len(attrs))
	for i, attr := range attrs {
		args[i] = attr
	}
	return through{t.With(args...), t.timeless}
}

func (t through) WithGroup(name string) slog.Handler {
	return through{t.Logger.WithGroup(name), t.timeless}
}

func conforming() error {
	var written bytes.Buffer
	var timeless bool
	options := slog.HandlerOptions{ReplaceAttr: func(groups []string, attr slog.Attr) slog.Attr {
		// A logger knows what time it is; a record may have none.
		if timeless && len(groups) == 0 {
			return withoutTime(groups, attr)
		}
		return attr
	}}
	handler := through{slog.New(slog.NewJSONHandler(&written, &options)), &timeless}
	return slogtest.TestHandler(handler, func() (results []map[string]any) {
		for line := range bytes.Lines(written.Bytes()) {
			var record map[string]any
			if err := json.Unmarshal(line, &record); err != nil {
				panic(err)
			}
			results = append(results, record)
		}
		return results
	})
}

// counted is a handler that a program asks its logger for, by its type, and which counts how often it takes attributes.
type counted struct {
	slog.Handler
	taken *int
}

func (c *counted) WithAttrs(attrs []slog.Attr) slog.Handler {
	*c.taken++
	return &counted{c.Handler.WithAttrs(attrs), c.taken}
}

func (c *counted) WithGroup(name string) slog.Handler {
	return &counted{c.Handler.WithGroup(name), c.taken}
}

func handlers(logger *slog.Logger) {
	given := &counted{logger.Handler(), new(int)}
	made := slog.New(given)
	with, isCounted := made.With("a", 1).Handler().(*counted)
	made.Info("none: the handlers", "given", made.Handler() == slog.Handler(given), "with", isCounted, "taken", *with.taken)
	inGroups(made)
}

func inGroups(made *slog.Logger) {
	var formatted int
	count := func(groups []string, attr slog.Attr) slog.Attr {
		if attr.Key == "counted" {
			formatted++
		}
		return attr
	}
	logger := slog.New(slog.NewTextHandler(io.Discard, &slog.HandlerOptions{ReplaceAttr: count, Level: slog.LevelWarn}))
	logger = logger.WithGroup("group").With("counted", 1).WithGroup("inner")
	enabled := logger.Enabled(context.Background(), slog.LevelInfo)
	logger.Info("not wanted")
	logger.Warn("wanted")
	made.Info("none: a group", "enabled", enabled, "formatted", formatted)

	inner := made.WithGroup("group").With("a", 1).With("b", 2).WithGroup("inner").With("c", 3)
	_, isCounted := inner.Handler().(*counted)
	inner.Info("none: in groups", "is its handler", isCounted)
	slog.New(inner.Handler()).Info("none: a logger of the same handler")
	slog.SetDefault(inner)
	log.Print("none: the standard one in groups")
}

func main() {
	log.SetFlags(0)
	log.SetOutput(records.Out)
	logger := slog.New(slog.NewJSONHandler(records.Out, &slog.HandlerOptions{ReplaceAttr: withoutTime}))
	logger.Info("none: outside")
	ctx := context.Background()
	outer(ctx, logger)
	standard(ctx)
	changed(ctx, logger)
	func() {
		defer func() { logger.Info("none: a logger of nothing", "panic", recover()) }()
		slog.New(nil)
	}()
	logger.Info("none: conforming", "error", conforming())
	handlers(logger)
}
