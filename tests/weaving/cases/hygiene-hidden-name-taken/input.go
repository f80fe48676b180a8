package example

func F() {
	const __pyorch_errors = "in a function, behind what is injected"
}
