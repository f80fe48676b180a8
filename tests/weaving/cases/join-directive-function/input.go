package shop

// Pay takes the money.
//
//shop:traced
func Pay() {}

//shop:traced with:arguments
func Refund() {}

//shop:traced

func Behind() {} // behind an empty line, and still the next thing

//shop:tracedToo
func Other() {} // another word

// shop:traced
func Comment() {} // a comment

/*shop:traced*/
func Block() {} // not a line

func Trailing() {} //shop:traced
