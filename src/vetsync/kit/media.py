"""Files that people send: what they are, judged by their content, and pictures drawn anew."""

import asyncio
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePath

import puremagic
from PIL import Image, ImageOps

from vetsync.kit.errors import Invalid

PIXELS_MAX = 40_000_000
PICTURE_BYTES_MAX = 8_000_000
DOCUMENT_BYTES_MAX = 10 * 1024 * 1024
FORMATS = ("JPEG", "PNG", "WEBP")
WEBP = "image/webp"
PDF = "application/pdf"
STARTS = {
    b"%PDF-": PDF,
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
NAME_LENGTH_MAX = 120

_desk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="picture")
"""A picture at its largest takes 160 MB while it is drawn: one at a time, whichever loop asks, and whether or not the
asker still waits for it."""


class NotAPicture(Invalid):
    """Not one of JPEG, PNG and WebP, damaged, or of absurd size."""

    code = "not_a_picture"


class FileRefused(Invalid):
    """Only PDF, PNG, JPEG and WebP up to 10 MB are kept."""

    code = "file_refused"


async def drawn_anew(data: bytes, side_max: int) -> bytes:
    """The picture as WebP, upright, no side longer than `side_max`, without what a camera writes beside it.

    Raises NotAPicture.
    """
    if not 0 < len(data) <= PICTURE_BYTES_MAX:
        raise NotAPicture(field="file")
    return await asyncio.get_running_loop().run_in_executor(_desk, _draw, data, side_max)


def document_type(content: bytes) -> str:
    """The media type of a file that may be kept; its name and what the sender says of it do not count.

    Raises FileRefused.
    """
    kind = next((kind for start, kind in STARTS.items() if content.startswith(start)), None)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        kind = WEBP
    if kind is None or len(content) > DOCUMENT_BYTES_MAX:
        raise FileRefused(field="file", bytes_max=DOCUMENT_BYTES_MAX)
    # A second opinion on more than the first bytes: a file that only begins like an image is not one.
    if not (_is_pdf(content) if kind == PDF else _is_image(content)):
        raise FileRefused(field="file", bytes_max=DOCUMENT_BYTES_MAX)
    return kind


def _is_pdf(content: bytes) -> bool:
    try:
        return PDF in {match.mime_type for match in puremagic.magic_string(content)}
    except (puremagic.PureError, ValueError):
        return False


def _is_image(content: bytes) -> bool:
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            picture.verify()
    except Exception:
        # As below: garbage makes decoders raise anything.
        return False
    return True


def plain_name(file_name: str) -> str:
    """The name as it may be shown and offered for download: no path, no control characters, not too long."""
    bare = PurePath(file_name.replace("\\", "/")).name
    printable = "".join(letter for letter in bare if letter.isprintable()).strip(" .")
    return printable[-NAME_LENGTH_MAX:] or "document"


def _draw(data: bytes, side_max: int) -> bytes:
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            # The size is known before anything is unpacked.
            if picture.width * picture.height > PIXELS_MAX:
                raise NotAPicture(field="file")
            picture.draft("RGB", (side_max, side_max))
            small = ImageOps.exif_transpose(picture)
            small.thumbnail((side_max, side_max))
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
