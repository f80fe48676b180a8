package shop

func Pay(amount int) (log string, time int) {
	return "paid", amount
}
