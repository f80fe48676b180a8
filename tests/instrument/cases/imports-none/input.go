// Package example is documented.
package example // and has a comment

//dd:span
func F(n int) error {
	return nil
}
