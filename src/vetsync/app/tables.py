"""Imports every `models.py` of the program, so that both trees' metadata are whole.

Found by looking and not by a list: a table that a list forgot would be missing from migrations and grants
without anybody noticing.
"""

from importlib import import_module
from pathlib import Path

PACKAGE = Path(__file__).parents[1]

MODULES = tuple(
    import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
    for path in sorted(PACKAGE.rglob("models.py"))
)
