package shop //dd:ignore stands behind it

func Close() {}
