"""The graph in other forms, one format a file; :mod:`graph.export.formats` lists them all."""
