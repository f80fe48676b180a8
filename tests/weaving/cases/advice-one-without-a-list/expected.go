//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import _ "embed"/*line /src/input.go:1:13*/
