package shared

type Server struct {
	Name string
}
