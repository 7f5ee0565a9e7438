"""Training of the models that the package ships; nothing here runs when documents are read."""
