"""How letters leave: by SMTP, or into a folder where there is no mail server.

A refusal for good (`Refused`) is told apart from one that may pass (`Busy`), because only the second is tried again.
"""

import contextlib
import os
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Literal, Protocol
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

import aiosmtplib

from vetsync.kit.clock import utc_now
from vetsync.messaging.letters.render import Draft, Rendered

Encryption = Literal["starttls", "tls", "none"]
SMTP_TIMEOUT_SECONDS = 20
PERMANENT = range(500, 600)
# 530–538 ask for a log-in or refuse ours, 552 is a full box: somebody can mend that, so the letter waits.
MENDABLE = frozenset({530, 534, 535, 538, 552})


class Refused(Exception):
    """The mail server will never take this letter. The text is a code."""


class Busy(Exception):
    """It may go better later. The text is a code."""


class Sender(Protocol):
    """Takes one finished letter; raises Refused or Busy."""

    async def send(self, message: EmailMessage) -> None: ...


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A mail server to hand letters to. Certificates are always verified."""

    host: str
    port: int
    username: str | None = None
    password: str | None = None
    encryption: Encryption = "starttls"


def smtp_server(url: str) -> SmtpServer:
    """`smtp://user:password@host:587` demands STARTTLS, `smtps://host:465` begins encrypted.

    `?encryption=none` is for a relay on the same machine. Raises ValueError for anything else.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("a mail server is written smtp://host:port or smtps://host:port")
    encryption: Encryption = "tls" if parts.scheme == "smtps" else "starttls"
    if parse_qs(parts.query).get("encryption") == ["none"]:
        encryption = "none"
    return SmtpServer(
        host=parts.hostname,
        port=parts.port or (465 if encryption == "tls" else 587),
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        encryption=encryption,
    )


class SmtpSender:
    def __init__(self, server: SmtpServer):
        self._server = server

    async def send(self, message: EmailMessage) -> None:
        server = self._server
        try:
            await aiosmtplib.send(
                message,
                hostname=server.host,
                port=server.port,
                username=server.username,
                password=server.password,
                start_tls=server.encryption == "starttls",
                use_tls=server.encryption == "tls",
                timeout=SMTP_TIMEOUT_SECONDS,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            codes = [one.code for one in error.recipients]
            raise _refusal(max(codes, default=450)) from None
        except aiosmtplib.SMTPResponseException as error:
            raise _refusal(error.code) from None
        except (aiosmtplib.SMTPException, OSError) as error:
            raise Busy(type(error).__name__) from None


def _refusal(code: int) -> Exception:
    if code in PERMANENT and code not in MENDABLE:
        return Refused(f"smtp_{code}")
    return Busy(f"smtp_{code}")


class FolderSender:
    """Lays each letter into a folder as an `.eml` file, readable by the program's own user only."""

    def __init__(self, folder: Path):
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def send(self, message: EmailMessage) -> None:
        name = message["Message-ID"].strip("<>").split("@")[0]
        path, draft = self._folder / f"{name}.eml", self._folder / f".{name}.part"
        try:
            with contextlib.suppress(FileNotFoundError):
                draft.unlink()
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(message.as_bytes(policy=SMTP))
            draft.replace(path)
        except OSError as error:
            raise Busy(type(error).__name__) from None


def make_sender(smtp_url: str | None, folder: Path) -> Sender:
    """The mail server of the settings, or the folder where there is none."""
    return SmtpSender(smtp_server(smtp_url)) if smtp_url else FolderSender(folder)


def envelope(letter_id: UUID, mail_from: str, draft: Draft, rendered: Rendered) -> EmailMessage:
    """The finished letter. Its Message-ID is the letter's own, so that a repeat is known to be one."""
    message = EmailMessage(policy=SMTP)
    name, address = parseaddr(mail_from)
    user, _, domain = address.partition("@")
    message["From"] = Address(
        f"{draft.practice} via {name}" if draft.practice and name else name, user, domain
    )
    message["To"] = _address(draft.to)
    if draft.reply_to:
        message["Reply-To"] = _address(draft.reply_to)
    message["Subject"] = rendered.subject
    message["Date"] = format_datetime(utc_now())
    message["Message-ID"] = f"<{letter_id}@{domain or 'vetsync'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(rendered.text)
    message.add_alternative(rendered.html, subtype="html")
    if draft.calendar is not None:
        message.add_attachment(
            draft.calendar,
            maintype="text",
            subtype="calendar",
            filename="appointment.ics",
            params={"method": "PUBLISH", "charset": "utf-8"},
        )
    # Last, because building the parts takes such headers along.
    message["Content-Language"] = draft.locale
    return message


def _address(text: str) -> Address:
    """Raises Refused for what cannot be an address, line breaks above all."""
    user, at, domain = text.rpartition("@")
    try:
        if not (user and at and domain):
            raise ValueError
        return Address(username=user, domain=domain.encode("idna").decode())
    except (ValueError, UnicodeError):
        raise Refused("bad_address") from None
