package shop

import "net/url"

func Home() {
	println(url.URL{Host: "example.com"}.Host)
}
