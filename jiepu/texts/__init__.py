"""The texts of the command line, one file a language."""
