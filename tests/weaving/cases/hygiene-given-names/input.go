package example

func outer(int) error {
	return func(int) error {
		return func(_ int) error { return nil }(1)
	}(2)
}

func taken(int) error {
	__argument__0 := "taken"
	println(__argument__0)
	return nil
}

func takenOutside() {
	__argument__0, __result__0 := "taken", "taken"
	_ = func(int) error {
		println(__argument__0, __result__0)
		return nil
	}
}
