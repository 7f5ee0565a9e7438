"""A graph on a SPARQL 1.1 server: where it is, who may write, how it is asked and replaced graph by graph."""
