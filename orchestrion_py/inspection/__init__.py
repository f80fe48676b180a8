"""What pyorch can show without a build: packages or files come in, woven sources and the aspect files to check go out.

It must not know the terminal.
"""
