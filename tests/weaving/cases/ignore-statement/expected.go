//line /src/input.go:1:1
package shop

func price(of ...int) int { return len(of) }

func Total(items []int) int {
	//orchestrion:ignore
	sum := price(price())
	for _, item := range items {
		//dd:ignore because it is checked elsewhere
		if price(item) > 0 {
			sum += price(items...)
		}
		sum -= /*line <generated>:1:1*/-/*line /src/input.go:13:10*/price(
			//dd:ignore
			price(1),
			/*line <generated>:1:1*/-/*line /src/input.go:16:4*/price(2), //dd:ignore stands behind it
		)
	}
	// orchestrion:ignore is a comment
	sum += /*line <generated>:1:1*/-/*line /src/input.go:20:9*/price(3)
	//orchestrion:ignored
	return sum + /*line <generated>:1:1*/(-/*line /src/input.go:22:15*/price(4)/*line <generated>:1:1*/)/*line /src/input.go:22:23*/
}
