"""The commands of ``jiepu``, one file each: every file has a ``register`` that adds its command to the app.

They are thin: what they need is imported when they run, so that ``jiepu --help`` is quick. This folder does
without ``from __future__ import annotations``: the help texts stand in the annotations and depend on the
language, so they must be evaluated where they stand.
"""

from jiepu.commands import (
    annotate,
    build,
    diffusion,
    export,
    extract,
    figures,
    ledger,
    networks,
    query,
    report,
    review,
    serve,
    substance,
    validate,
    why,
)

COMMANDS = (
    build.register,
    extract.register,
    query.register,
    export.register,
    serve.register,
    ledger.register,
    figures.register,
    diffusion.register,
    substance.register,
    networks.register,
    report.register,
    why.register,
    review.register,
    validate.register,
    annotate.register,
)

__all__ = ["COMMANDS"]
