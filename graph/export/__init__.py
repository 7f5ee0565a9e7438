"""The graph in other formats, one format a file."""
