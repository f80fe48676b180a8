package shop

//orchestrion:ignore
type Store struct{}

type (
	//dd:ignore
	Pool struct{}

	Queue struct{}
)
