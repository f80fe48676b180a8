package a

import "log"

func only(text string) {
	log.Println(text)
	defer log.Println()
	//orchestrion:ignore
	log.Println("ignored")
}
