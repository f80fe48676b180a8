//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import __pyorch_log "log/slog";import __pyorch_time "time"/*line /src/input.go:1:13*/

func Pay(amount int) (log string, time int) {/*line <generated>:1:1*/{amount := __pyorch_time.Now()
defer func() {
  __pyorch_log.Info("paid", "after", __pyorch_time.Since(amount))  
}()
};/*line /src/input.go:3:46*/
	return "paid", amount
}
