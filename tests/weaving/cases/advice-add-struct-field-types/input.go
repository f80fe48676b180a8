package shop

type Session struct {
	http, sync string `json:"-"` // names of packages
}
