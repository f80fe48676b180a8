package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
)

//instrument:exclude Shop.greet

var errSoldOut = errors.New("sold out")

// Shop takes orders: POST /orders?item=tea&count=2.
type Shop struct {
	mutex  sync.Mutex
	stock  map[string]int
	prices table[string, int]
}

func newShop() *Shop {
	return &Shop{
		stock:  map[string]int{"tea": 5, "cake": 0},
		prices: table[string, int]{"tea": 300, "cake": 450},
	}
}

func (s *Shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, span := otel.Tracer("orders").Start(r.Context(), "Shop.ServeHTTP")
	defer span.End()
	r = r.WithContext(ctx)

	count, err := strconv.Atoi(r.FormValue("count"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var total int
	err = safely(r.Context(), func(ctx context.Context) (err1 error) {
		ctx, span := otel.Tracer("orders").Start(ctx, "Shop.ServeHTTP.func1")
		defer span.End()
		defer func() {
			if err1 != nil {
				span.RecordError(err1)
				span.SetStatus(codes.Error, err1.Error())
			}
		}()

		var err error // shadows the outer err
		total, err = s.place(ctx, r.FormValue("item"), count)
		return err
	})
	switch {
	case errors.Is(err, errSoldOut):
		http.Error(w, err.Error(), http.StatusConflict)
	case err != nil:
		http.Error(w, err.Error(), http.StatusBadRequest)
	default:
		fmt.Fprintln(w, s.greet(r.Context()), total)
	}
}

// safely does some work, and turns a panic into an error.
func safely(ctx context.Context, work func(context.Context) error) (err error) {
	ctx, span := otel.Tracer("orders").Start(ctx, "safely")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("cannot be done: %v", reason)
		}
	}()
	return work(ctx)
}

func (s *Shop) place(ctx context.Context, item string, count int) (_ int, err1 error) {
	ctx, span := otel.Tracer("orders").Start(ctx, "Shop.place")
	defer span.End()
	defer func() {
		if err1 != nil {
			span.RecordError(err1)
			span.SetStatus(codes.Error, err1.Error())
		}
	}()

	price, err := s.prices.find(ctx, item)
	if err != nil {
		return 0, err
	}
	if err := s.take(ctx, item, count); err != nil {
		return 0, fmt.Errorf("%s: %w", item, err)
	}
	discounted := func(ctx context.Context, total int) int {
		ctx, span := otel.Tracer("orders").Start(ctx, "Shop.place.func1")
		defer span.End()

		if ctx.Err() != nil || total < 500 {
			return total
		}
		return total * 9 / 10
	}
	return discounted(ctx, price*count), nil
}

// take takes items off the shelf.
//
//dd:span team:warehouse shelf:main
func (s *Shop) take(ctx context.Context, item string, count int) (failure error) {
	ctx, span := otel.Tracer("orders").Start(ctx, "Shop.take")
	defer span.End()
	span.SetAttributes(attribute.String("team", "warehouse"))
	span.SetAttributes(attribute.String("shelf", "main"))
	defer func() {
		if failure != nil {
			span.RecordError(failure)
			span.SetStatus(codes.Error, failure.Error())
		}
	}()

	if count <= 0 {
		panic(fmt.Sprintf("nobody can take %d", count))
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.stock[item] < count {
		return errSoldOut
	}
	s.stock[item] -= count
	return ctx.Err()
}

func (s *Shop) greet(context.Context) string { return "with thanks:" }

// table finds values by their keys.
type table[K comparable, V any] map[K]V

func (t table[K, V]) find(ctx context.Context, key K) (_ V, err error) {
	// Before: (_ context.Context, key K) (V, error)
	_, span := otel.Tracer("orders").Start(ctx, "table.find")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	value, isThere := t[key]
	if !isThere {
		return value, fmt.Errorf("there is no %v", key)
	}
	return value, nil
}
