//line /src/input.go:1:1
package example/*line <generated>:1:1*/;import __pyorch_bytes "bytes";import __pyorch_maps "maps";import __pyorch_strings "strings"/*line /src/input.go:1:16*/

func F() {/*line <generated>:1:1*/{type holder struct { strings, bytes struct{ Name string } }
x := holder{strings: struct{ Name string }{"a"}}
println(x.strings.Name, x.bytes.Name, 
 __pyorch_strings.ToUpper("b"))
strings := __pyorch_strings.NewReplacer("a", __pyorch_strings.ToLower("B"))
println(strings.Replace("c"))
func(bytes []byte) { println(string(bytes[0:])) }(__pyorch_bytes.ToUpper(nil))
bytes:
for range []__pyorch_bytes.Buffer{} {
    var _ map[string]*__pyorch_bytes.Buffer
    var _ func(bytes __pyorch_bytes.Buffer) __pyorch_bytes.Reader
    switch any(x).(type) { case __pyorch_bytes.Buffer, *__pyorch_bytes.Reader: }
    continue bytes
}
for range __pyorch_maps.Keys(map[interface{ bytes() }]__pyorch_bytes.Buffer{}) {
}
};/*line /src/input.go:3:11*/}
