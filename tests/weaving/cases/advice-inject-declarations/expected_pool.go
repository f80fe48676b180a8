//line /src/input_pool.go:1:1
package store/*line <generated>:1:1*/;import __pyorch_log "log"/*line /src/input_pool.go:1:14*/

type Pool []Store

func (Pool) Get() {}

/*line <generated>:1:1*/
func init() {
  __pyorch_log.Print("store")
}

type (
  _ struct{}
  _ int
)
