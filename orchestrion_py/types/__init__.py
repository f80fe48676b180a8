"""What syntax cannot tell: types, asked of a small Go program (oracle.go) that the user's own Go has compiled.

In come the files of a package and the archives of what it imports; out go answers about single nodes of these files. Knows
nothing of aspects, nor of what is woven.
"""
