//go:build ignore

// What path.Match says of pairs of a pattern and a text: reads a JSON list of them, writes a JSON list of answers.
package main

import (
	"encoding/json"
	"os"
	"path"
)

func main() {
	var pairs [][2]string
	if err := json.NewDecoder(os.Stdin).Decode(&pairs); err != nil {
		panic(err)
	}
	answers := []bool{}
	for _, pair := range pairs {
		matched, err := path.Match(pair[0], pair[1])
		answers = append(answers, matched && err == nil)
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}
