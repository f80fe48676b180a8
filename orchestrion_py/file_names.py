"""The names of the files in which a Go module configures pyorch; they are Orchestrion's, so both tools read them."""

# Aspects, in the root of a module or beside a package.
ASPECT_FILE = "orchestrion.yml"
# Blank imports that keep the tracing packages in go.mod, in the root of the main module.
TOOL_FILE = "orchestrion.tool.go"
# A line of the tool file, by which a build without the instrumentation of the pin fails.
REQUIRE_DIRECTIVE = "//pyorch:require"
