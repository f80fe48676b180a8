package shop

import "net/url"

const fallback = ""

func Address(raw string) (*url.URL, error) {
	if raw == "" {
		//raw
		return url.Parse(fallback) // has the directive
	}
	home := &url.URL{Host: "example.com"} // no call
	if raw == home.Host {
		return home, nil
	}
	return url.Parse(raw)
}
