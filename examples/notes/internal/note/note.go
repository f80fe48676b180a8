// Package note has what both services speak about.
package note

import "time"

// Draft is what a user sends: a note that has no number yet.
type Draft struct {
	Title string `json:"title"`
	Body  string `json:"body"`
}

// Note is a stored note, as it travels between the two services and to the user.
type Note struct {
	ID      int64     `json:"id"`
	Title   string    `json:"title"`
	Body    string    `json:"body"`
	Created time.Time `json:"created"`
}
