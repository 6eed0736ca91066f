"""Letters about visits, reports and messages: those that stand in a practice's own schema."""

from datetime import datetime
from uuid import UUID

import msgspec

from vetsync.identity.users.schemas import Locale
from vetsync.kit.db.work import Tenant
from vetsync.messaging.letters import links, queries
from vetsync.messaging.letters.compose import ACTOR, Compose, Desk, Dropped, owner_draft
from vetsync.messaging.letters.invite import calendar_file
from vetsync.messaging.letters.queries import PracticeAddress, Visit
from vetsync.messaging.letters.render import Draft, long_time, short_time
from vetsync.messaging.letters.rules import OFF, WITH_CALENDAR, first_untold, news, told_undone_by, why_not
from vetsync.messaging.letters.schemas import Letter, OwnerLetter
from vetsync.messaging.letters.senders import Busy
from vetsync.scheduling.bookings.queries import unattended_among
from vetsync.scheduling.events import Standing

OVERTAKEN_ATTEMPTS_MAX = 3
"""With their pauses nearly two minutes: longer than an event is leased that a node took along when it died."""


async def to_owner(desk: Desk, tenant: Tenant, letter: Letter) -> Draft:
    """About a visit, to whoever brings the animal."""
    visit, practice, now = await _standing_visit(desk, tenant, letter)
    first = await _first_untold(desk, tenant, letter) if letter.waits else None
    template = _news(letter, visit, first)
    _require_sense(template, letter, visit, now)
    if template == "reminder":
        await _require_attended(desk, tenant, visit)
    dates = await _series(desk, tenant, letter, visit) if template == "appointment_confirmed" else []
    if dates:
        template = "series_confirmed"
    draft = await owner_draft(desk, tenant, visit.client_id, template, {})
    draft.values |= _values(visit, practice, tenant, draft.locale)
    draft.values["undone_by"] = told_undone_by(template, first, _standing(visit)) if first else "practice"
    known = first.before if first else None
    draft.values["is_moved"] = _time_before(visit, known) is not None
    when, *facts = _facts(visit, practice, tenant, draft.locale, known)
    draft.values["count"] = len(dates)
    others = [("and_when", long_time(date, tenant.zone, draft.locale)) for date in dates[1:]]
    draft.facts = [when, *others, *facts]
    again = template in {"appointment_declined", "appointment_cancelled"}
    draft.link = desk.link(links.PRACTICE if again else links.APPOINTMENTS, slug=tenant.slug)
    if template in WITH_CALENDAR and visit.state == "confirmed":
        title = f"{visit.pet_name}: {_type_name(visit, draft.locale)}, {tenant.name}"
        draft.calendar = calendar_file(
            visit.id, visit.version, visit.starts_at, visit.ends_at, title, practice.address, now
        )
    return draft


async def to_practice(desk: Desk, tenant: Tenant, letter: Letter) -> Draft:
    """About a visit, to the practice's own address."""
    visit, practice, now = await _standing_visit(desk, tenant, letter)
    _require_sense(letter.template, letter, visit, now)
    if not practice.email:
        raise Dropped("no_address")
    facts = _facts(visit, practice, tenant, practice.locale)
    own = [fact for fact in facts if fact[0] not in {"place", "phone"}]
    return Draft(
        to=practice.email,
        locale=practice.locale,
        template=letter.template,
        values=_values(visit, practice, tenant, practice.locale),
        facts=[*own, ("client", visit.client_name), ("reason", visit.decline_reason or "")],
        link=desk.link(links.STAFF_DESK, slug=tenant.slug),
    )


async def report_shared(desk: Desk, tenant: Tenant, letter: Letter) -> Draft:
    """Nothing of the report itself: it is read after logging in."""
    async with desk.gate.view(tenant, ACTOR) as view:
        report = await queries.report(view, UUID(letter.data["record_id"]))
    if report is None or not report.is_shared:
        raise Dropped("not_shared")
    if report.patient_state == "deceased":
        raise Dropped("patient_deceased")
    draft = await owner_draft(desk, tenant, report.client_id, letter.template, {"pet": report.pet_name})
    draft.link = desk.link(links.RECORD, slug=tenant.slug, record_id=letter.data["record_id"])
    return draft


async def new_message(desk: Desk, tenant: Tenant, letter: Letter) -> Draft:
    """That there is a message, not what it says."""
    async with desk.gate.view(tenant, ACTOR) as view:
        message = await queries.unread_message(view, UUID(letter.data["message_id"]))
    if message is None or not message.is_unread:
        raise Dropped("read_already")
    draft = await owner_draft(desk, tenant, message.client_id, letter.template, {})
    draft.link = desk.link(links.MESSAGES)
    return draft


async def _standing_visit(
    desk: Desk, tenant: Tenant, letter: Letter
) -> tuple[Visit, PracticeAddress, datetime]:
    async with desk.gate.view(tenant, ACTOR) as view:
        visit = await queries.visit(view, UUID(letter.data["appointment_id"]))
        practice = await queries.practice_address(view)
        now = view.now
    if visit is None:
        raise Dropped("appointment_gone")
    if letter.waits and letter.data["version"] != visit.version:
        # What came after it has a letter of its own, which tells of both.
        raise Dropped("superseded")
    return visit, practice, now


async def _series(desk: Desk, tenant: Tenant, letter: Letter, visit: Visit) -> list[datetime]:
    """All dates of a series, told once: with the first that stands as it was booked. Raises Dropped for the others."""
    if "series_id" not in letter.data:
        return []
    async with desk.gate.view(tenant, ACTOR) as view:
        together = await queries.series(view, UUID(letter.data["series_id"]))
    if together and together[0].id != visit.id:
        raise Dropped("told_with_series")
    return [one.starts_at for one in together] if len(together) > 1 else []


async def _require_attended(desk: Desk, tenant: Tenant, visit: Visit) -> None:
    async with desk.gate.view(tenant, ACTOR) as view:
        if await unattended_among(view, [visit.id]):
            raise Dropped("nobody_there")


async def _first_untold(desk: Desk, tenant: Tenant, letter: Letter) -> OwnerLetter:
    own = msgspec.convert({**letter.data, "is_silent": True}, OwnerLetter)
    async with desk.gate.view(tenant, ACTOR) as view:
        earlier = await queries.earlier_letters(view, letter.data["appointment_id"], own.version)
    is_next = bool(earlier) and earlier[0].version == own.version - 1
    follows = own.undone_by is not None or (own.before is not None and own.before.state in OFF)
    if follows and not is_next and letter.attempts < OVERTAKEN_ATTEMPTS_MAX:
        # An event that failed, or whose node died, comes later than what it caused.
        raise Busy("overtaken")
    return first_untold(own, earlier)


def _standing(visit: Visit) -> Standing:
    return Standing(state=visit.state, starts_at=visit.starts_at, vet_id=visit.vet_id)


def _news(letter: Letter, visit: Visit, first: OwnerLetter | None) -> str:
    if first is None:
        return letter.template
    template = news(first.before, _standing(visit))
    if template is None:
        raise Dropped("nothing_new")
    return template


def _require_sense(template: str, letter: Letter, visit: Visit, now: datetime) -> None:
    """Raises Dropped. What waited tells of the time and the vet as they are."""
    reason = why_not(
        template,
        state=visit.state,
        patient_state=visit.patient_state,
        starts_at=visit.starts_at,
        meant_starts_at=visit.starts_at if letter.waits else datetime.fromisoformat(letter.data["starts_at"]),
        same_vet=letter.waits or letter.data.get("vet_id") == str(visit.vet_id),
        now=now,
    )
    if reason is not None:
        raise Dropped(reason)


def _values(visit: Visit, practice: PracticeAddress, tenant: Tenant, locale: Locale) -> dict[str, str]:
    return {
        "practice": tenant.name,
        "pet": visit.pet_name,
        "vet": visit.vet_name,
        "when_short": short_time(visit.starts_at, tenant.zone, locale),
        "state": visit.state,
        "by": visit.cancelled_by or "",
        "reason": visit.decline_reason or "",
        "cancel_note": practice.cancel_note,
    }


def _time_before(visit: Visit, known: Standing | None) -> datetime | None:
    """The time that its owner knew of, where it is another one now."""
    return known.starts_at if known and known.starts_at != visit.starts_at else None


def _facts(
    visit: Visit, practice: PracticeAddress, tenant: Tenant, locale: Locale, known: Standing | None = None
) -> list[tuple[str, str]]:
    was = _time_before(visit, known)
    return [
        ("when", long_time(visit.starts_at, tenant.zone, locale)),
        ("was", long_time(was, tenant.zone, locale) if was else ""),
        ("pet", visit.pet_name),
        ("type", _type_name(visit, locale)),
        ("vet", visit.vet_name),
        ("place", practice.address),
        ("phone", practice.phone),
    ]


def _type_name(visit: Visit, locale: Locale) -> str:
    return visit.name_nl if locale == "nl" else visit.name_en


COMPOSERS: dict[str, Compose] = {
    "appointment_requested": to_owner,
    "appointment_confirmed": to_owner,
    "series_confirmed": to_owner,
    "appointment_declined": to_owner,
    "appointment_cancelled": to_owner,
    "appointment_moved": to_owner,
    "appointment_reopened": to_owner,
    "appointment_restored": to_owner,
    "vet_assigned": to_owner,
    "reminder": to_owner,
    "practice_request": to_practice,
    "practice_cancelled": to_practice,
    "record_shared": report_shared,
    "new_message": new_message,
}
