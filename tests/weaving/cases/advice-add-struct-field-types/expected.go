//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import __pyorch_field_ "net/http";import __pyorch_field "sync"/*line /src/input.go:1:13*/

type Session struct {
	http, sync string `json:"-"`/*line <generated>:1:1*/; lock __pyorch_field.Mutex; client *__pyorch_field_.Client; parent *Session; tag string/*line /src/input.go:4:30*/ // names of packages
}
