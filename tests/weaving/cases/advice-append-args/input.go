package example

import "fmt"

func All(words []any) []string {
	return []string{
		fmt.Sprint(),
		fmt.Sprint("one"),
		fmt.Sprint(
			"one",
			"two",
		),
		fmt.Sprint(words...),
	}
}
