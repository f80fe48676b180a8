// Package note has the types that both services exchange.
package note

import "time"

// Draft is a note from a user, which has no number yet.
type Draft struct {
	Title string `json:"title"`
	Body  string `json:"body"`
}

// Note is a stored note, as the services send it to each other and to the user.
type Note struct {
	ID      int64     `json:"id"`
	Title   string    `json:"title"`
	Body    string    `json:"body"`
	Created time.Time `json:"created"`
}
