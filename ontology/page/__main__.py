"""Write the page: ``python -m ontology.page [FILE]``, without a name to ``docs/ontology.html``."""

import sys
from pathlib import Path

from ontology.page.render import render

if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/ontology.html")
    target.write_text(render(), encoding="utf-8", newline="\n")
    print(target)
