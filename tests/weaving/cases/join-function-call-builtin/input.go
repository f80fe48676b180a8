package shop

func Add(list []string, item string) []string {
	list = append(list, item)
	append := func(list []string, item string) []string { return list }
	return append(list, item) // of a variable
}
