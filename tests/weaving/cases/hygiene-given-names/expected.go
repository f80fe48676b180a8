//line /src/input.go:1:1
package example

func outer(/*line <generated>:1:1*/__argument__0 /*line /src/input.go:3:12*/int) /*line <generated>:1:1*/(__result__0 /*line /src/input.go:3:17*/error/*line <generated>:1:1*/)/*line /src/input.go:3:22*/ {/*line <generated>:1:1*/{println(__argument__0, __result__0)
};/*line /src/input.go:3:24*/
	return func(/*line <generated>:1:1*/__argument__0 /*line /src/input.go:4:14*/int) /*line <generated>:1:1*/(__result__0 /*line /src/input.go:4:19*/error/*line <generated>:1:1*/)/*line /src/input.go:4:24*/ {/*line <generated>:1:1*/{println(__argument__0, __result__0)
};/*line /src/input.go:4:26*/
		return func(/*line <generated>:1:1*/__argument__0/*line /src/input.go:5:16*/ int) /*line <generated>:1:1*/(__result__0 /*line /src/input.go:5:22*/error/*line <generated>:1:1*/)/*line /src/input.go:5:27*/ {/*line <generated>:1:1*/{println(__argument__0, __result__0)
};/*line /src/input.go:5:29*/ return nil }(1)
	}(2)
}

func taken(/*line <generated>:1:1*/__argument__0_ /*line /src/input.go:9:12*/int) /*line <generated>:1:1*/(__result__0 /*line /src/input.go:9:17*/error/*line <generated>:1:1*/)/*line /src/input.go:9:22*/ {/*line <generated>:1:1*/{println(__argument__0_, __result__0)
};/*line /src/input.go:9:24*/
	__argument__0 := "taken"
	println(__argument__0)
	return nil
}

func takenOutside() {
	__argument__0, __result__0 := "taken", "taken"
	_ = func(/*line <generated>:1:1*/__argument__0_ /*line /src/input.go:17:11*/int) /*line <generated>:1:1*/(__result__0_ /*line /src/input.go:17:16*/error/*line <generated>:1:1*/)/*line /src/input.go:17:21*/ {/*line <generated>:1:1*/{println(__argument__0_, __result__0_)
};/*line /src/input.go:17:23*/
		println(__argument__0, __result__0)
		return nil
	}
}
