"""The documentation of the vocabulary as a page: ``python -m ontology.page`` writes it."""
