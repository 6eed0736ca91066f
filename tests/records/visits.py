"""A practice with a vet, a nurse, one client with a dog and a cat, and short ways through a visit."""

import re
import zlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from tests.patients.people import SANNE, SANNES_CARD, principal, sannes_pet
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant, Work, system_actor
from vetsync.kit.ids import new_id
from vetsync.patients.pets.queries import pet_card
from vetsync.patients.service import enrol_pet, link_owner
from vetsync.records import service
from vetsync.records.parts import VACCINATION
from vetsync.records.schemas import NoteChange, RecordOpen, RecordSign, RecordView, VaccinationPut

WRITES = frozenset({"patients.read", "patients.write", "records.read", "records.write", "schedule.book"})
NOOR = Actor(UUID(int=911), "user", WRITES | {"records.sign"}, "noor")
EVA = Actor(UUID(int=912), "user", WRITES, "eva")
ADMIN = Actor(UUID(int=913), "user", WRITES | {"records.sign"}, "admin")
RECEPTION = Actor(UUID(int=914), "user", frozenset({"patients.read", "patients.write"}), "reception")
SYSTEM = system_actor("test")
NOOR_VET, EVA_NURSE, CONSULT = UUID(int=921), UUID(int=922), UUID(int=923)


_STRING = rb"\((?:\\.|[^\\)])*\)"
LITERAL = re.compile(_STRING, re.DOTALL)
SHOWN = re.compile(
    rb"/(\w+) [\d.]+ Tf|(\[(?:" + _STRING + rb"|[^\[\]()])*\]\s*TJ|" + _STRING + rb"\s*Tj)", re.DOTALL
)


@dataclass(frozen=True)
class Clinic:
    """Sanne's dog is known here; `other_patient_id` belongs to somebody else."""

    tenant: Tenant
    client_id: UUID
    patient_id: UUID
    pet_id: UUID


async def furnish(work: Work) -> None:
    for resource, kind, name, user in (
        (NOOR_VET, "vet", "Noor Haverkamp", NOOR.id),
        (EVA_NURSE, "paravet", "Eva Brons", EVA.id),
    ):
        await work.insert("resource", {"id": resource, "kind": kind, "name": name, "user_id": user})
    await work.insert(
        "appointment_type",
        {"id": CONSULT, "key": "consult", "name_nl": "Consult", "name_en": "Consult", "category": "consult",
         "minutes": 20},
    )  # fmt: skip


async def opened_clinic(gate: Gate, tenant: Tenant) -> Clinic:
    async with gate.work(tenant, SYSTEM) as work:
        await furnish(work)
    pet = await sannes_pet(gate)
    client_id = await link_owner(gate, principal(SANNE), tenant)
    async with gate.core_view("person", SANNE) as core:
        card = await pet_card(core, pet.id)
    async with gate.work(tenant, SANNE) as work:
        return Clinic(tenant, client_id, await enrol_pet(work, client_id, SANNES_CARD, card), pet.id)


async def booked(gate: Gate, clinic: Clinic, starts_at: datetime, state: str = "confirmed") -> UUID:
    appointment_id = new_id()
    async with gate.work(clinic.tenant, SYSTEM) as work:
        await work.insert(
            "appointment",
            {"id": appointment_id, "type_id": CONSULT, "client_id": clinic.client_id, "patient_id": clinic.patient_id,
             "state": state, "starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=20), "vet_id": NOOR_VET,
             "created_at": starts_at, "source": "desk"},
        )  # fmt: skip
    return appointment_id


async def drafted(gate: Gate, clinic: Clinic, by: Actor = NOOR, **note: str) -> RecordView:
    async with gate.work(clinic.tenant, by) as work:
        opened = await service.open_record(work, RecordOpen(patient_id=clinic.patient_id))
        if note:
            await service.change_note(work, opened.id, opened.version, NoteChange(**note))
        return await service.record(work, opened.id)


async def vaccinated(
    gate: Gate, clinic: Clinic, record_id: UUID, given_on: date, until: date, *diseases: str
) -> UUID:
    part_id = new_id()
    data = VaccinationPut(
        product="Nobivac", batch="K-4471", given_on=given_on, valid_until_on=until, diseases=list(diseases)
    )
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.put_part(work, record_id, VACCINATION, part_id, 1, data)
    return part_id


async def signed(gate: Gate, clinic: Clinic, *, share: bool = False, **note: str) -> RecordView:
    draft = await drafted(gate, clinic, **(note or {"assessment": "Healthy"}))
    return await sign(gate, clinic, draft.id, share=share)


async def sign(gate: Gate, clinic: Clinic, record_id: UUID, *, share: bool = False) -> RecordView:
    async with gate.work(clinic.tenant, NOOR) as work:
        version = (await service.record(work, record_id)).version
        await service.sign_record(work, record_id, version, RecordSign(share=share))
        return await service.record(work, record_id)


def text_of_pdf(pdf: bytes) -> str:
    """The text that stands on the pages, through the fonts' own tables from glyphs to Unicode."""
    objects = {int(m[1]): m[2] for m in re.finditer(rb"(\d+) 0 obj(.*?)endobj", pdf, re.DOTALL)}
    streams = {number: _inflated(body) for number, body in objects.items()}
    fonts: dict[bytes, dict[int, str]] = {}
    for body in objects.values():
        for resources in re.finditer(rb"/Font\s*<<(.*?)>>", body, re.DOTALL):
            for name, number in re.findall(rb"/(\w+) (\d+) 0 R", resources[1]):
                unicode_map = re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)])
                fonts[name] = _glyphs(streams[int(unicode_map[1])]) if unicode_map else {}
    text, current = "", {}
    for content in (body for body in streams.values() if b"BT" in body):
        for font, shown in SHOWN.findall(content):
            current = fonts.get(font, current) if font else current
            for literal in LITERAL.findall(shown):
                codes = iter(_unescaped(literal[1:-1]))
                text += "".join(
                    current.get(high * 256 + low, "?") for high, low in zip(codes, codes, strict=True)
                )
        text += "\n"
    return text


def _inflated(body: bytes) -> bytes:
    found = re.search(rb"stream\r?\n(.*?)\r?\nendstream", body, re.DOTALL)
    try:
        return zlib.decompress(found[1]) if found else b""
    except zlib.error:
        return b""


def _glyphs(cmap: bytes) -> dict[int, str]:
    table = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for glyph, text in re.findall(rb"<([0-9A-F]+)>\s*<([0-9A-F]+)>", block):
            table[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return table


def _unescaped(literal: bytes) -> bytes:
    plain = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

    def one(found: re.Match[bytes]) -> bytes:
        return bytes([int(found[1], 8)]) if found[1][:1].isdigit() else plain.get(found[1], found[1])

    return re.sub(rb"\\([0-7]{1,3}|.)", one, literal, flags=re.DOTALL)
