"""Charts with Chinese letters that ask nothing of any network: matplotlib for print, Altair to point at.

Needs ``pip install 'jiepu[notebooks]'`` and a font with Chinese letters.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ontology.errors import UsageError

if TYPE_CHECKING:
    import altair

FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "SimHei",
)
"""Fonts with simplified Chinese letters, the one to take first in front."""

COLOURS = ("#4b4f9e", "#c8654a", "#2f8f83", "#a8862b", "#8a5a9e", "#3f7fae", "#b5517c", "#5d6b78")
"""Paul Tol's "muted" scheme as the page of a graph has it; kept apart under colour blindness."""

# JupyterLab carries Vega-Lite 5 and draws it without a network.
_VERSION, _SCHEMA = "5.20", "https://vega.github.io/schema/vega-lite/v5.20.1.json"
_MIME = "application/vnd.vegalite.v5+json"


def chinese_font(installed: Iterable[str]) -> str:
    """Return the font to write Chinese in, of those that are ``installed``.

    Raises
    ------
    UsageError
        If none of :data:`FONTS` is there.

    Examples
    --------
    >>> chinese_font(["DejaVu Sans", "SimHei", "Noto Sans CJK SC"])
    'Noto Sans CJK SC'
    """
    known = set(installed)
    for font in FONTS:
        if font in known:
            return font
    raise UsageError(
        "没有装中文字体, 图里的汉字会变成方框; Debian 和 Ubuntu 请装 fonts-noto-cjk, 别的系统请装思源黑体",
        "no font with Chinese letters is installed and charts would show boxes; install fonts-noto-cjk "
        "(Debian, Ubuntu) or Source Han Sans",
    )


def use_chinese() -> str:
    """Let matplotlib write Chinese, and let a letter that the font lacks be an error; return the font.

    Raises
    ------
    UsageError
        If no font with Chinese letters is installed.
    """
    import matplotlib
    from matplotlib import font_manager
    from matplotlib.rcsetup import cycler

    font = chinese_font(entry.name for entry in font_manager.fontManager.ttflist)
    matplotlib.rcParams.update(
        {
            "font.family": [font],
            # The font has no minus of its own width.
            "axes.unicode_minus": False,
            "axes.prop_cycle": cycler(color=COLOURS),
            "axes.spines.top": False,
            "axes.spines.right": False,
            "figure.dpi": 100,
            "savefig.bbox": "tight",
            "svg.hashsalt": "jiepu",
        }
    )
    warnings.filterwarnings("error", message=r"Glyph .* missing from")
    return font


class Chart:
    """An Altair chart that a notebook shows offline: to point at where Vega-Lite is at hand, else as SVG.

    Parameters
    ----------
    chart
        Of Altair, its data inside.

    Examples
    --------
    >>> import altair as alt
    >>> bar = alt.Chart(alt.Data(values=[{"机构": "青石街道", "数": 2}])).mark_bar()
    >>> shown = Chart(bar.encode(x="数:Q", y="机构:N"))._repr_mimebundle_()
    >>> sorted(shown), "青石街道" in shown["image/svg+xml"]
    (['application/vnd.vegalite.v5+json', 'image/svg+xml'], True)
    """

    def __init__(self, chart: altair.TopLevelMixin) -> None:
        spec: dict[str, Any] = chart.to_dict()
        spec["$schema"] = _SCHEMA
        config = spec.setdefault("config", {})
        family = ", ".join(f'"{font}"' for font in FONTS) + ", sans-serif"
        config["font"] = family
        # The same data always has the same name, whatever was drawn before.
        config.setdefault("range", {})["category"] = list(COLOURS)
        self.spec = spec

    def svg(self) -> str:
        """Return the picture as it stands before anyone points at it."""
        import vl_convert

        return str(vl_convert.vegalite_to_svg(self.spec, vl_version=_VERSION))

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {_MIME: self.spec, "image/svg+xml": self.svg()}
