package shop

import "fmt"

func All(words []any) []string {
	return []string{
		fmt.Sprint(),
		fmt.Sprint("zero"),
		fmt.Sprint(words...),
	}
}
