package shop

func All(queue func(func()) chan func()) func() {
	//traced
	queue(func() {}) <- func() {} // the value alone
	//traced
	go func() {}()
	//traced
	defer func() {}()
	//traced
	if ok := func() bool { return true }(); ok { // not to what stands in its header
		return nil
	}
	//traced
	return func() {}
}
