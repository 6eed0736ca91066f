"""How a client and a patient are laid down in their tables: names folded, ways of contact and chips sealed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from vetsync.kit.changes import given
from vetsync.kit.crypto.normal import normal_email, normal_phone, phone_ends
from vetsync.kit.db.work import Cipher, Work
from vetsync.kit.errors import Invalid, NotFound, Stale
from vetsync.kit.ids import new_id
from vetsync.kit.sound import sound_of
from vetsync.kit.text import fold
from vetsync.patients.clients.schemas import ClientChange, ClientNew, WeighingMend
from vetsync.patients.rules import chip_number, possible_birth, postcode, search_name, search_sound

NEXT_NUMBER = """
insert into client_counter (name, last) values ('client', 1)
on conflict (name) do update set last = client_counter.last + 1 returning last
"""
ADD_WEIGHT = """
insert into patient_weight (id, patient_id, measured_at, grams, by_user_id, source_id) values ($1, $2, $3, $4, $5, $6)
on conflict (source_id) do update set grams = excluded.grams, by_user_id = excluded.by_user_id
"""
FORGET_WEIGHT = "delete from patient_weight where source_id = $1"
TAKE_BACK_WEIGHT = """
delete from patient_weight
where id = $1 and patient_id = $2 and by_user_id = $3 and measured_at >= $4 and source_id is null
  and not exists (select from weighing_correction c where c.weighing_id = patient_weight.id)
returning grams
"""
CORRECT_WEIGHT = (
    "update patient_weight set grams = $4 where id = $1 and patient_id = $2 and grams = $3 returning true"
)
WEIGHT_SAYS = "select grams from patient_weight where id = $1 and patient_id = $2"
LATEST_WEIGHT = """
update patient set version = version + 1, weight_grams =
  (select w.grams from patient_weight w where w.patient_id = $1 order by w.measured_at desc, w.id desc limit 1)
where id = $1 returning version
"""

INDEXED = {"email": "email", "phone": "phone", "phone_second": "phone"}


async def next_client_number(work: Work) -> int:
    """Consecutive; others who register wait for this transaction."""
    return int(await work.value(NEXT_NUMBER))


def given_client(data: ClientNew | ClientChange) -> dict[str, Any]:
    """What was sent, with the postcode as it is written."""
    sent = given(data)
    return sent | {"postcode": postcode(sent["postcode"])} if "postcode" in sent else sent


def client_columns(
    work: Work, client_id: UUID, sent: dict[str, Any], names: tuple[str, str, str]
) -> dict[str, Any]:
    """The columns for what was sent; `names` are first name, prefix and last name as they will be.

    Raises Invalid for an e-mail address or a telephone number that is none.
    """
    values = dict(sent)
    if values.keys() & {"first_name", "prefix", "last_name"}:
        values["name_search"] = search_name(*names)
        values["name_sound"] = search_sound(*names)
    for column, kind in INDEXED.items():
        if column in values:
            plain = _normal(column, kind, values[column] or "")
            values[column] = work.cipher.seal("client", column, client_id, plain) if plain else None
            values[f"{column}_index"] = work.cipher.blind(kind, plain) if plain else None
            if kind == "phone":
                values[f"{column}_ends"] = blind_ends(work.cipher, plain) if plain else []
    for column in ("address", "notes"):
        if column in values:
            plain = values[column]
            values[column] = work.cipher.seal("client", column, client_id, plain) if plain else None
    return values


def as_written(column: str, text: str | None) -> str | None:
    """The spelling that is kept, so that what was only typed differently is no change."""
    return _normal(column, INDEXED[column], text or "") if column in INDEXED else text


def patient_columns(work: Work, patient_id: UUID, sent: dict[str, Any]) -> dict[str, Any]:
    """The columns for what was sent, without the weight, which is a row of its own.

    Raises ChipInvalid, DateInFuture, DateTooEarly.
    """
    values = {name: value for name, value in sent.items() if name != "weight_grams"}
    possible_birth(values.get("born_on"), work.now.date(), "born_on")
    if "name" in values:
        values["name_search"] = fold(values["name"])
        values["name_sound"] = sound_of(values["name"])
    if "chip" in values:
        number = chip_number(values["chip"]) if values["chip"] else None
        values["chip"] = work.cipher.seal("patient", "chip", patient_id, number) if number else None
        values["chip_index"] = work.cipher.blind("chip", number) if number else None
    return values


def blind_ends(cipher: Cipher, phone: str) -> list[bytes]:
    """Under which a normal telephone number is found by its last digits."""
    return [cipher.blind("phone_end", end) for end in phone_ends(phone)]


async def keep_weight(
    work: Work,
    patient_id: UUID,
    grams: int | None,
    source_id: UUID | None = None,
    weighing_id: UUID | None = None,
) -> int:
    """A weighing of this moment; with `source_id` it replaces (or, without grams, takes back) what that source said.

    The patient's own weight is that of the latest weighing. Returns the patient's new version.
    """
    if grams is None:
        await work.execute(FORGET_WEIGHT, source_id)
    else:
        added = (weighing_id or new_id(), patient_id, work.now, grams, work.actor.id, source_id)
        await work.execute(ADD_WEIGHT, *added)
    return int(await work.value(LATEST_WEIGHT, patient_id))


async def take_back_weight(
    work: Work, patient_id: UUID, weighing_id: UUID, since: datetime
) -> tuple[int, int] | None:
    """What the actor noted since then, but not at a visit, which its record says: the grams and the patient's new
    version, or None when there is no such weighing (any more).
    """
    grams = await work.value(TAKE_BACK_WEIGHT, weighing_id, patient_id, work.actor.id, since)
    return None if grams is None else (int(grams), int(await work.value(LATEST_WEIGHT, patient_id)))


async def mend_weight(work: Work, patient_id: UUID, weighing_id: UUID, data: WeighingMend) -> int:
    """Another number for a weighing; what it said and why it was wrong is kept beside it. The patient's new version.

    Raises NotFound, and Stale when the weighing no longer says what was read.
    """
    if not await work.value(CORRECT_WEIGHT, weighing_id, patient_id, data.seen_grams, data.grams):
        if await work.value(WEIGHT_SAYS, weighing_id, patient_id) is None:
            raise NotFound
        raise Stale
    correction_id = new_id()
    reason = work.cipher.seal("weighing_correction", "reason", correction_id, data.reason.strip())
    await work.insert(
        "weighing_correction",
        {"id": correction_id, "weighing_id": weighing_id, "grams_before": data.seen_grams, "grams": data.grams,
         "reason": reason, "by_user_id": work.actor.id, "corrected_at": work.now},
    )  # fmt: skip
    return int(await work.value(LATEST_WEIGHT, patient_id))


def _normal(column: str, kind: str, text: str) -> str:
    """The one spelling; the error names the field of the form and not the kind."""
    if not text.strip():
        return ""
    try:
        return normal_phone(text) if kind == "phone" else normal_email(text)
    except Invalid as error:
        raise Invalid(error.message, field=column, code=error.problem_code) from None
