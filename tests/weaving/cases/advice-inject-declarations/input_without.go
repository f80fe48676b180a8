package store

func Without() {}
