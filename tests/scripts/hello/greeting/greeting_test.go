package greeting

import "testing"

func TestHello(t *testing.T) {
	if got := Hello("you"); got != "hello you" {
		t.Error(got)
	}
}

func TestWrong(t *testing.T) {
	if testing.Short() {
		t.Skip("it fails, as it should")
	}
	t.Error("this is wrong")
}

func BenchmarkHello(b *testing.B) {
	for b.Loop() {
		Hello("you")
	}
}

func FuzzHello(f *testing.F) {
	f.Add("a seed")
	f.Fuzz(func(t *testing.T, who string) {
		if Hello(who) == "" {
			t.Error("nothing")
		}
	})
}
