"""Handing letters over: encrypted to servers that prove who they are, or into a folder of our own."""

import ssl
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from litestar import Litestar
from litestar.di import Provide
from litestar.testing import AsyncTestClient

from tests.messaging.post import MAIL_FROM, Mailbox, free_port
from vetsync.kit.http.problems import HANDLERS
from vetsync.kit.ids import new_id
from vetsync.messaging.letters.folder import LetterFolder
from vetsync.messaging.letters.render import Draft, render
from vetsync.messaging.letters.routes import DEMO_ROUTES
from vetsync.messaging.letters.senders import (
    Busy,
    FolderSender,
    Refused,
    SmtpSender,
    SmtpServer,
    envelope,
    make_sender,
    smtp_server,
)

pytestmark = pytest.mark.anyio


def letter(to: str = "sanne@example.com", **changes: Any) -> EmailMessage:
    draft = Draft(
        to=to,
        locale="nl",
        template="new_message",
        values={"practice": "De Boomklever"},
        first_name="Zoë",
        practice="De Boomklever",
        link="https://vetsync.example/messages",
        **changes,
    )
    return envelope(new_id(), MAIL_FROM, draft, render(draft))


def self_signed(folder: Path) -> ssl.SSLContext:
    """A certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


async def test_a_mail_server_that_cannot_prove_who_it_is_gets_no_letter(tmp_path: Path) -> None:
    mailbox = Mailbox()
    controller = Controller(
        mailbox, hostname="127.0.0.1", port=free_port(), tls_context=self_signed(tmp_path)
    )
    controller.start()
    try:
        with pytest.raises(Busy):
            await SmtpSender(smtp_server(f"smtp://127.0.0.1:{controller.port}")).send(letter())
    finally:
        controller.stop()
    assert mailbox.letters == []


async def test_a_mail_server_without_encryption_gets_no_letter_unless_it_is_said_so(tmp_path: Path) -> None:
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        with pytest.raises(Busy):
            await SmtpSender(smtp_server(f"smtp://127.0.0.1:{controller.port}")).send(letter())
        assert mailbox.letters == []
        await make_sender(f"smtp://127.0.0.1:{controller.port}?encryption=none", tmp_path).send(letter())
    finally:
        controller.stop()
    assert len(mailbox.letters) == 1


def test_the_address_of_a_mail_server_says_how_to_reach_it() -> None:
    assert smtp_server("smtp://post:s%40fe@mail.example") == SmtpServer(
        "mail.example", 587, "post", "s@fe", "starttls"
    )
    assert smtp_server("smtps://mail.example") == SmtpServer("mail.example", 465, None, None, "tls")
    for wrong in ("mail.example:587", "https://mail.example", "smtp://"):
        with pytest.raises(ValueError, match="written"):
            smtp_server(wrong)


@pytest.mark.parametrize(
    "address", ["", "sanne", "sanne@", "a@b.example\r\nBcc: c@d.example", "a b@c.example\n"]
)
def test_what_is_no_address_is_refused_before_it_becomes_a_header(address: str) -> None:
    with pytest.raises(Refused):
        letter(address)


async def test_the_folder_keeps_letters_private_and_the_demo_shows_them(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    sender = make_sender(None, folder)
    assert isinstance(sender, FolderSender)
    first, second = (
        letter("eerste@example.com"),
        letter("tweede@example.com", calendar=b"BEGIN:VCALENDAR\r\n"),
    )
    for one in (first, second, second):
        await sender.send(one)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    app = Litestar(
        DEMO_ROUTES,
        dependencies={"letter_folder": Provide(lambda: LetterFolder(folder), sync_to_thread=False)},
        exception_handlers=HANDLERS,
        openapi_config=None,
    )
    async with AsyncTestClient(app) as client:
        listed = (await client.get("/demo/mail")).json()["items"]
        assert [one["to"] for one in listed] == ["tweede@example.com", "eerste@example.com"]
        shown = (await client.get(f"/demo/mail/{listed[0]['id']}")).json()
        assert shown["subject"] == "Nieuw bericht van De Boomklever"
        assert "Beste Zoë," in shown["text"]
        assert "https://vetsync.example/messages" in shown["html"]
        assert shown["has_calendar"] is True
        for wrong in (str(UUID(int=1)), "..%2f..%2fetc%2fpasswd", "x" * 36):
            assert (await client.get(f"/demo/mail/{wrong}")).status_code == 404
