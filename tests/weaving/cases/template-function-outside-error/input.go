package shop

func price(...any) int { return 0 }

var total = price()
