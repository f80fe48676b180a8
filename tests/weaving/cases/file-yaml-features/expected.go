//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import __pyorch_log "log"/*line /src/input.go:1:13*/

func Open() {/*line <generated>:1:1*/{__pyorch_log.Print( "folded" )
};/*line /src/input.go:3:14*/}
