"""`pyorch instrument`: chooses files, instruments or undoes each, and summarises the results."""
