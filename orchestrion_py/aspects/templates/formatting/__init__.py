"""Go's fmt package, which print, printf and println call: values and formats come in, text goes out."""
