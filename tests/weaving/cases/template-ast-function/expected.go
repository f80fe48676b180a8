//line /src/input.go:1:1
package shop

import "time"

type Shop struct{}

func (s *Shop) Pay(amount, tip int, at time.Time) (bool, error) {
	amount += tip
	return amount > 0, nil
}

/*line <generated>:1:1*/
const described = "Pay" +" of " + "Shop" + " " + "amount" + " " + "tip" + " " + "at" + " not generic, " + "2 results, " + "2 statements"

type signature = func(amount, tip /*line /src/input.go:7:32*/int/*line <generated>:1:1*/, at /*line /src/input.go:7:40*/time.Time/*line <generated>:1:1*/) (/*line /src/input.go:7:52*/bool/*line <generated>:1:1*/, /*line /src/input.go:7:58*/error/*line <generated>:1:1*/)
