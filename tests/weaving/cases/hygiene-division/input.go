package example

func f(s string) int { return 100/len(s)/len(s+"x") + 1 }
