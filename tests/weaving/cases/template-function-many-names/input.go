package shop

import "path"

type joiner interface{ Join(...string) string }

func Twelve(a, b, c, d, e, f, g, h, i, j, k int, l string) string { return path.Join(l) }

func Shadowed(path, b, c, d, e, f, g, h, i, j, k joiner) string { return path.Join() }
