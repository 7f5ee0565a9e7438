"""The explorer and the SPARQL endpoint: a built graph over HTTP, read only."""
