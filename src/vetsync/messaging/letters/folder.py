"""Reading back the demo's letters from the folder they were laid in."""

import asyncio
import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

from vetsync.messaging.errors import LetterUnknown
from vetsync.messaging.letters.schemas import DemoLetter, DemoLetterText

NAME = re.compile(r"[0-9a-f-]{36}")
LISTED_MAX = 100


class LetterFolder:
    def __init__(self, folder: Path):
        self._folder = folder

    async def latest(self) -> list[DemoLetter]:
        """The newest letters first; ids grow with time, so their names are their order."""
        return await asyncio.to_thread(self._latest)

    async def letter(self, letter_id: str) -> DemoLetterText:
        """Raises LetterUnknown, for anything that is not a letter's name too."""
        return await asyncio.to_thread(self._letter, letter_id)

    def _latest(self) -> list[DemoLetter]:
        names = sorted((path.stem for path in self._folder.glob("*.eml")), reverse=True)[:LISTED_MAX]
        return [_listed(name, self._read(name)) for name in names]

    def _letter(self, letter_id: str) -> DemoLetterText:
        message = self._read(letter_id)
        text, html = message.get_body(("plain",)), message.get_body(("html",))
        listed = _listed(letter_id, message)
        return DemoLetterText(
            id=listed.id,
            to=listed.to,
            subject=listed.subject,
            sent_at=listed.sent_at,
            text=text.get_content() if text else "",
            html=html.get_content() if html else "",
            has_calendar=any(
                part.get_content_type() == "text/calendar" for part in message.iter_attachments()
            ),
        )

    def _read(self, letter_id: str) -> EmailMessage:
        path = self._folder / f"{letter_id}.eml"
        if not NAME.fullmatch(letter_id) or not path.is_file():
            raise LetterUnknown
        return message_from_bytes(path.read_bytes(), policy=default)


def _listed(letter_id: str, message: EmailMessage) -> DemoLetter:
    return DemoLetter(
        id=letter_id,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent_at=parsedate_to_datetime(str(message["Date"])),
    )
