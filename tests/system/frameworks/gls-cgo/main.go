// Go called from C: on the goroutine that called C, and on a thread that Go knows nothing of.
package main

/*
#include <pthread.h>

extern void goCalled(int where);

static void callBack(int where) { goCalled(where); }

static void *onThread(void *where) {
	goCalled(*(int *)where);
	return 0;
}

static void callBackFromThread(int where) {
	pthread_t thread;
	pthread_create(&thread, 0, onThread, &where);
	pthread_join(thread, 0);
}
*/
import "C"

import "fmt"

//dd:span
func main() {
	callsC()
	called("after C")
}

//dd:span
func callsC() {
	C.callBack(1)
	C.callBackFromThread(2)
	C.callBack(3)
	C.callBackFromThread(4)
	called("in Go again")
}

//export goCalled
func goCalled(where C.int) {
	called(fmt.Sprint("from C, ", where))
}

//dd:span
func called(where string) {
	fmt.Println("called", where)
	leaf()
}

//dd:span
func leaf() {}
