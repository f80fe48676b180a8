//line /src/input.go:1:1
package example

func named(a string, b error) (ok bool, err error) {/*line <generated>:1:1*/{defer func() {
  if err != nil {
    println(b.Error())
  }
}()
};{println(a, "named")
};/*line /src/input.go:3:53*/ return true, b }

func unnamed(/*line <generated>:1:1*/__argument__0 /*line /src/input.go:5:14*/string, /*line <generated>:1:1*/__argument__1 /*line /src/input.go:5:22*/error) (/*line <generated>:1:1*/_ /*line /src/input.go:5:30*/bool, /*line <generated>:1:1*/__result__1 /*line /src/input.go:5:36*/error) {/*line <generated>:1:1*/{defer func() {
  if __result__1 != nil {
    println(__argument__1.Error())
  }
}()
};{println(__argument__0, "unnamed")
};/*line /src/input.go:5:44*/
	return false, nil
}

func blank(/*line <generated>:1:1*/__argument__0/*line /src/input.go:9:13*/ string, b error) (_ bool, /*line <generated>:1:1*/__result__1/*line /src/input.go:9:41*/ error) {/*line <generated>:1:1*/{defer func() {
  if __result__1 != nil {
    println(b.Error())
  }
}()
};{println(__argument__0, "blank")
};/*line /src/input.go:9:50*/ return }

var literal = func(a string, /*line <generated>:1:1*/__argument__1/*line /src/input.go:11:31*/ error) (/*line <generated>:1:1*/_ /*line /src/input.go:11:40*/bool, /*line <generated>:1:1*/__result__1 /*line /src/input.go:11:46*/error) {/*line <generated>:1:1*/{defer func() {
  if __result__1 != nil {
    println(__argument__1.Error())
  }
}()
};{println(a, "")
};/*line /src/input.go:11:54*/ panic(a) }

// Two names of one type are one field, as go/ast counts them.
func other(a string, b, c error) (/*line <generated>:1:1*/_ /*line /src/input.go:14:35*/bool, /*line <generated>:1:1*/__result__1 /*line /src/input.go:14:41*/error) {/*line <generated>:1:1*/{defer func() {
  if __result__1 != nil {
    println(b.Error())
  }
}()
};{println(a, "other")
};/*line /src/input.go:14:49*/ return false, nil }
