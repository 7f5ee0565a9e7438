"""GraphML, which networkx, igraph, yEd and Gephi read."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from graph.export.network import flat_network
from graph.model import GraphData


def write_graphml(path: Path, data: GraphData) -> None:
    """Write entities as nodes and claims as edges, with the attributes of a flat network."""
    nx.write_graphml(flat_network(data), path, encoding="utf-8", named_key_ids=True)
