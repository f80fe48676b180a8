package built

const WithOrchestrion = false

const WithSomethingElse = false
