package shop

import "path"

func join(elements ...string) string { return "" }

func least(a, b int) int { return a }

func All(elements []string) string {
	return path.Join(
		join(elements...), // the rest
		elements[min(1, len(elements))],
	)
}
