package reads

import (
	"io"
	"os"
)

type tape interface{ io.ReadSeeker }

func reads(reader io.Reader, both io.ReadWriter, t tape, file *os.File, buffer []byte) {
	reader.Read(buffer)
	both.Read(buffer)
	t.Read(buffer)

	// Its type is none of these interfaces, though it implements them.
	file.Read(buffer)
}
