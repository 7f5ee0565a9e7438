"""A page as a notebook shows it: in a frame of its own, whose scripts cannot reach the notebook around it."""

from __future__ import annotations

import html


def frame(page: str, height: int) -> str:
    """Return an ``iframe`` element that holds ``page``, ``height`` pixels high.

    >>> frame('<p title="a">', 300).startswith('<iframe srcdoc="&lt;p title=&quot;a&quot;&gt;" sandbox="')
    True
    """
    return (
        f'<iframe srcdoc="{html.escape(page)}" sandbox="allow-scripts allow-downloads allow-popups" '
        f'style="width:100%;height:{int(height)}px;border:0"></iframe>'
    )
