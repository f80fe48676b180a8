//line /src/input.go:1:1
package example/*line <generated>:1:1*/;import __pyorch_field "sync"/*line /src/input.go:1:16*/

type Big struct {
	name string `json:"name"` // of the thing

	// embedded
	*Other/*line <generated>:1:1*/; added *__pyorch_field.Mutex/*line /src/input.go:7:8*/
}

type (
	Small struct{ a, b int/*line <generated>:1:1*/; added Big/*line /src/input.go:11:24*/ }
	Empty struct{/*line <generated>:1:1*/ added Big; /*line /src/input.go:12:15*/}
	Alias = struct{ c int }
	Other struct{ d int }
)
