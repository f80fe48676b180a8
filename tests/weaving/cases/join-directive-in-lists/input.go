package shop

import "fmt"

type options struct{ host, port string }

func Describe(host, port string, names ...string) string {
	return fmt.Sprint(
		//or localhost
		host, //or "behind the comma, so not in front of anything"
		port,
		options{
			host: host,
			//or 80
			port: port,
		},
		[]string{
			//or "nobody at all"
			names[0],
			names[1],
		},
	)
}
