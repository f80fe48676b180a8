//line /src/input.go:1:1
package built

const WithOrchestrion = /*line <generated>:1:1*/true/*line /src/input.go:3:30*/

const WithSomethingElse = false
