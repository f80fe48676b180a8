"""`pyorch instrument`: which files are written anew, one file after the other, and what is told of it in the end."""
