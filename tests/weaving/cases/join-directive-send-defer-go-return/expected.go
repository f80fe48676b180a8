//line /src/input.go:1:1
package shop

func All(queue func(func()) chan func()) func() {
	//traced
	queue(func() {}) <- func() {/*line <generated>:1:1*/{println("traced")
};/*line /src/input.go:5:30*/} // the value alone
	//traced
	go func() {/*line <generated>:1:1*/{println("traced")
};/*line /src/input.go:7:13*/}()
	//traced
	defer func() {/*line <generated>:1:1*/{println("traced")
};/*line /src/input.go:9:16*/}()
	//traced
	if ok := func() bool { return true }(); ok { // not to what stands in its header
		return nil
	}
	//traced
	return func() {/*line <generated>:1:1*/{println("traced")
};/*line /src/input.go:15:17*/}
}
