package example

import "strings"

type list[T any, slices ~[]T] struct{ values slices }

func (l *list[T, strings]) Map(f func(T) T, _ ...strings) (mapped strings) {
	for _, value := range l.values {
		mapped = append(mapped, f(value))
	}
	return mapped
}

func (*list[_, slices]) len(values slices) string { return strings.Repeat("x", len(values)) }

type repeater interface{ Repeat(string, int) string }

func apply[strings repeater](value strings) string { return value.Repeat("x", 2) }

func of[T ~string](value T) string { return strings.Repeat(string(value), 2) }
