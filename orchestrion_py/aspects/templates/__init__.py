"""Go text/template, in which every snippet of code in an aspect is written."""
