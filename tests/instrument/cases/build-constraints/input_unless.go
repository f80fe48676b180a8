//go:build !(linux || ignore) && !exclude

package example

import "context"

func unless(ctx context.Context)    {}
