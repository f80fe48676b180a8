// Package greeting has what is to be traced.
package greeting

// Hello is a greeting.
//
//trace:span
func Hello(who string) string {
	if who == "" {
		return "hello?"
	}
	return "hello " + who
}
