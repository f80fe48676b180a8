//line /src/input.go:1:1
package reads

import (
	"io"
	"os"
)

type tape interface{ io.ReadSeeker }

func reads(reader io.Reader, both io.ReadWriter, t tape, file *os.File, buffer []byte) {
	/*line <generated>:1:1*/func(n int, err error) (int, error) { return n, err }(/*line /src/input.go:11:2*/reader.Read(buffer)/*line <generated>:1:1*/)/*line /src/input.go:11:21*/
	/*line <generated>:1:1*/func(n int, err error) (int, error) { return n, err }(/*line /src/input.go:12:2*/both.Read(buffer)/*line <generated>:1:1*/)/*line /src/input.go:12:19*/
	/*line <generated>:1:1*/func(n int, err error) (int, error) { return n, err }(/*line /src/input.go:13:2*/t.Read(buffer)/*line <generated>:1:1*/)/*line /src/input.go:13:16*/

	// Its type is none of these interfaces, though it implements them.
	file.Read(buffer)
}
