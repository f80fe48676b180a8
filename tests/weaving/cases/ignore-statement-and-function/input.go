package example

func One() {}

//orchestrion:ignore it is fine as it is
func Two() { func() {}() }

func Three() {
	//dd:ignore
	f := func() {}
	f()
}
