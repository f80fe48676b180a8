"""Answers questions about types by means of the type oracle, a small Go program (oracle.go) that the user's Go compiles.

The files of a package and the archives of its imports come in; answers about single nodes go out. It must not know aspects
or weaving.
"""
