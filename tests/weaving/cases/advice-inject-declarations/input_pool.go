package store

type Pool []Store

func (Pool) Get() {}
