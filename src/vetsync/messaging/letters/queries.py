"""What a letter needs to know at the moment it is sent, which may be hours after it was asked for."""

from datetime import datetime
from uuid import UUID

import msgspec

from vetsync.identity.users.schemas import Locale
from vetsync.kit.db.work import View
from vetsync.messaging.letters.schemas import OwnerLetter

VISIT = """
select a.id, a.state, a.starts_at, a.ends_at, a.vet_id, a.decline_reason, a.cancelled_by, a.version, t.name_nl,
       t.name_en, v.name as vet_name, p.name as pet_name, p.state as patient_state, c.id as client_id,
       concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name, c.user_id
from appointment a
join appointment_type t on t.id = a.type_id
join resource v on v.id = a.vet_id
join patient p on p.id = a.patient_id
join client c on c.id = a.client_id
where a.id = $1
"""
SERIES = """
select id, starts_at from appointment
where series_id = $1 and state = 'confirmed' and version = 1 order by starts_at, id limit 26
"""
REPORT = """
select p.client_id, p.name as pet_name, p.state as patient_state,
       r.signed_at is not null
         and exists (select 1 from record_share s where s.record_id = r.id and s.ended_at is null) as is_shared
from record r join patient o on o.id = r.patient_id join patient p on p.id = coalesce(o.merged_into, o.id)
where r.id = $1
"""
MESSAGE = """
select t.client_id, m.read_at is null as is_unread from message m join thread t on t.id = m.thread_id where m.id = $1
"""
EARLIER_LETTERS = """
select (data ->> 'version')::int as version,
       data ? 'before' and data ->> 'by' is distinct from 'owner'
                       and (state = 'queued' and reason is distinct from 'handing_over'
                            or state = 'dropped' and reason is distinct from 'perhaps_sent'
                               and reason is distinct from 'told_with_series') as is_silent,
       (data ->> 'starts_at')::timestamptz as starts_at, data -> 'before' as before, data ->> 'undone_by' as undone_by
from letter
where data ->> 'appointment_id' = $1 and recipient = 'owner' and (data ->> 'version')::int < $2
order by version desc, id desc limit 50
"""
CLIENT = "select id, user_id, first_name, locale, email, allows_email, state from client where id = $1"
PRACTICE = """
select email, phone, concat_ws(', ', nullif(concat_ws(' ', nullif(street, ''), nullif(house_number, '')), ''),
       nullif(concat_ws(' ', nullif(postcode, ''), nullif(city, '')), '')) as address, languages, cancel_note
from practice limit 1
"""
IS_VERIFIED = "select email_verified_at is not null from user_account where id = $1"
CLINIC_APPLICATION = """
select applicant_user_id, state, coalesce(facts ->> 'name', '') as clinic, remarks, slug, submissions
from clinic_application where id = $1
"""
VET_APPLICATION = "select user_id, state, remarks from vet_application where id = $1"


class Visit(msgspec.Struct):
    id: UUID
    state: str
    starts_at: datetime
    ends_at: datetime
    vet_id: UUID
    decline_reason: str | None
    cancelled_by: str | None
    version: int
    name_nl: str
    name_en: str
    vet_name: str
    pet_name: str
    patient_state: str
    client_id: UUID
    client_name: str
    user_id: UUID | None


class SeriesVisit(msgspec.Struct):
    id: UUID
    starts_at: datetime


class Report(msgspec.Struct):
    client_id: UUID
    pet_name: str
    patient_state: str
    is_shared: bool


class Unread(msgspec.Struct):
    client_id: UUID
    is_unread: bool


class _Client(msgspec.Struct):
    id: UUID
    user_id: UUID | None
    first_name: str
    locale: str
    email: bytes | None
    allows_email: bool
    state: str


class ClientAddress(msgspec.Struct, kw_only=True):
    """`user_id` is set for clients with an account, who are then written to as that person."""

    user_id: UUID | None
    first_name: str
    locale: Locale
    email: str | None
    allows_email: bool


class PracticeAddress(msgspec.Struct):
    email: str
    phone: str
    address: str
    languages: list[str]
    cancel_note: str

    @property
    def locale(self) -> Locale:
        return "en" if self.languages and self.languages[0] == "en" else "nl"


class ClinicNews(msgspec.Struct):
    applicant_user_id: UUID
    state: str
    clinic: str
    remarks: str
    slug: str | None
    submissions: int


class VetNews(msgspec.Struct):
    user_id: UUID
    state: str
    remarks: str


async def visit(view: View, appointment_id: UUID) -> Visit | None:
    return await view.row(Visit, VISIT, appointment_id)


async def earlier_letters(view: View, appointment_id: str, version: int) -> list[OwnerLetter]:
    """To the owner, the newest first."""
    found = await view.records(EARLIER_LETTERS, appointment_id, version)
    return msgspec.convert([dict(record) for record in found], list[OwnerLetter])


async def series(view: View, series_id: UUID) -> list[SeriesVisit]:
    """Those of a series that stand as they were booked, in order of time."""
    return await view.rows(SeriesVisit, SERIES, series_id)


async def report(view: View, record_id: UUID) -> Report | None:
    return await view.row(Report, REPORT, record_id)


async def unread_message(view: View, message_id: UUID) -> Unread | None:
    return await view.row(Unread, MESSAGE, message_id)


async def client_address(view: View, client_id: UUID) -> ClientAddress | None:
    """None for a client who is gone or archived."""
    row = await view.row(_Client, CLIENT, client_id)
    if row is None or row.state != "active":
        return None
    return ClientAddress(
        user_id=row.user_id,
        first_name=row.first_name,
        locale="en" if row.locale == "en" else "nl",
        email=view.cipher.open("client", "email", row.id, row.email) if row.email else None,
        allows_email=row.allows_email,
    )


async def practice_address(view: View) -> PracticeAddress:
    """Empty where the practice has not filled in its profile yet."""
    return await view.row(PracticeAddress, PRACTICE) or PracticeAddress("", "", "", [], "")


async def is_verified(core: View, user_id: UUID) -> bool:
    return bool(await core.value(IS_VERIFIED, user_id))


async def clinic_news(core: View, application_id: UUID) -> ClinicNews | None:
    return await core.row(ClinicNews, CLINIC_APPLICATION, application_id)


async def vet_news(core: View, application_id: UUID) -> VetNews | None:
    return await core.row(VetNews, VET_APPLICATION, application_id)
