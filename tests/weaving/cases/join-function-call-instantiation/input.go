package shop

import "slices"

func Copies(of []string) [][]string {
	return [][]string{
		slices.Clone(of),
		slices.Clone[[]string](of),         // instantiated
		slices.Clone[[]string, string](of), // instantiated
	}
}
