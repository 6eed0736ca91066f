"""Rewrites PNG files with 256 colours of their own: a picture of a screen then takes a quarter of the room."""

import sys
from pathlib import Path

from PIL import Image

COLOURS = 256

for path in map(Path, sys.argv[1:]):
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(
            COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
        )
    few.save(path, optimize=True)
