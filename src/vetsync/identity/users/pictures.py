"""Pictures of people: whatever is sent in is drawn anew, small, and without what a camera writes beside it."""

import asyncio
import io

from PIL import Image, ImageOps

from vetsync.kit.errors import Invalid

BYTES_MAX = 8_000_000
PIXELS_MAX = 40_000_000
SIDE_MAX = 512
FORMATS = ("JPEG", "PNG", "WEBP")
MEDIA_TYPE = "image/webp"

_room = asyncio.Semaphore(1)
"""A picture at its largest takes 160 MB while it is drawn: one at a time."""


class NotAPicture(Invalid):
    """Not one of JPEG, PNG and WebP, damaged, or larger than a person's picture needs to be."""

    code = "not_a_picture"


async def draw_small(data: bytes) -> bytes:
    """The picture as WebP, at most 512 by 512, upright; raises NotAPicture."""
    if not 0 < len(data) <= BYTES_MAX:
        raise NotAPicture(field="file")
    async with _room:
        return await asyncio.to_thread(_draw, data)


def _draw(data: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            # The size is known before anything is unpacked.
            if picture.width * picture.height > PIXELS_MAX:
                raise NotAPicture(field="file")
            picture.draft("RGB", (SIDE_MAX, SIDE_MAX))
            small = ImageOps.exif_transpose(picture)
            small.thumbnail((SIDE_MAX, SIDE_MAX))
            return _as_webp(small)
    except NotAPicture:
        raise
    except Exception:
        # A decoder fed with garbage raises anything, from SyntaxError to struct.error.
        raise NotAPicture(field="file") from None


def _as_webp(picture: Image.Image) -> bytes:
    """Pasted onto a blank sheet, so that no metadata, palette or transparency comes along."""
    rgba = picture.convert("RGBA")
    sheet = Image.new("RGB", rgba.size, "white")
    sheet.paste(rgba, mask=rgba.getchannel("A"))
    out = io.BytesIO()
    sheet.save(out, "WEBP", quality=82)
    return out.getvalue()
