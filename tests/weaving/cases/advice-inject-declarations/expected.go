//line /src/input.go:1:1
package store/*line <generated>:1:1*/;import __pyorch_log "log"/*line /src/input.go:1:14*/

type Store struct{}

func (Store) Open() {}

func (Store) Close() {}

/*line <generated>:1:1*/
func init() {
  __pyorch_log.Print("store")
}

type (
  _ struct{}
  _ int
)
