// Entries of logrus, inside and outside of spans, by loggers of every origin; each names the span that it is in.
//
// Where an entry has no context, only the goroutine knows the span.
package main

import (
	"context"
	"errors"

	"github.com/sirupsen/logrus"

	"example.com/frameworks/internal/records"
)

var format = &logrus.JSONFormatter{DisableTimestamp: true}

//dd:span span.name:outer
func outer(ctx context.Context, logger *logrus.Logger) {
	logger.WithContext(ctx).WithField("a", 1).Info("outer: with the context")
	logger.WithError(errors.New("broken")).Error("outer: without")
	inner(ctx, logger)
	logger.Warn("outer: after the inner one")
	done := make(chan bool)
	go func() {
		logger.Info("none: on another goroutine")
		logger.WithContext(ctx).Info("outer: there, with the context")
		close(done)
	}()
	<-done
}

//dd:span span.name:inner
func inner(ctx context.Context, logger *logrus.Logger) {
	logger.WithContext(ctx).Infof("inner: %s", "with the context")
	logger.WithContext(ctx).Debug("inner: not written")
}

func main() {
	logger := logrus.New()
	logger.SetOutput(records.Out)
	logger.SetFormatter(format)
	logger.Info("none: outside")
	ctx := context.Background()
	outer(ctx, logger)

	pointer := &logrus.Logger{Out: records.Out, Formatter: format, Level: logrus.InfoLevel}
	inner(ctx, pointer)
	value := logrus.Logger{Out: records.Out, Formatter: format, Hooks: make(logrus.LevelHooks), Level: logrus.InfoLevel}
	inner(ctx, &value)

	logrus.SetOutput(records.Out)
	logrus.SetFormatter(format)
	inner(ctx, logrus.StandardLogger())
}
