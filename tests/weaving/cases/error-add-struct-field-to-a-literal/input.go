package shop

import "net/url"

var home = url.URL{Host: "example.com"}
