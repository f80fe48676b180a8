"""The syntax of templates: text comes in, a tree of nodes goes out. It must not know how a template runs."""
