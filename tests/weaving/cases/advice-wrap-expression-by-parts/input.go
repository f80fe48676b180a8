package example

import (
	"net/url"
)

func Address(raw string) error {
	_, err := url.Parse(
		raw, // where to
	)
	return err
}
