"""Which event leads to which letters, and what browsers are told of it."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec

from vetsync.directory.events import ClinicApplied, ClinicApproved, ClinicRejected
from vetsync.identity.access.events import InvitationMade, VetApplied, VetApproved, VetRejected
from vetsync.identity.login.events import (
    KnownAddressRegistered,
    PasswordChanged,
    PasswordResetAsked,
    SessionStolen,
    UserRegistered,
)
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Event, Tenant
from vetsync.kit.events.relay import Handler, delivering
from vetsync.messaging.events import MessageSent
from vetsync.messaging.letters.post import PostOffice
from vetsync.messaging.letters.schemas import NewLetter
from vetsync.messaging.notices import ANNOUNCEMENTS
from vetsync.records.events import RecordShared
from vetsync.scheduling.events import (
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentDeclined,
    AppointmentEvent,
    AppointmentMoved,
    AppointmentRequested,
    AppointmentRestored,
    StepTaken,
    VetAssigned,
)

Letters = Callable[[Any], Sequence[NewLetter]]


def subscriptions(post: PostOffice) -> dict[type[Event], tuple[Handler, ...]]:
    """Everything that messaging reacts to, for the one list of subscriptions."""
    found: dict[type[Event], tuple[Handler, ...]] = {}
    for event, letters in LETTERS.items():
        found[event] = (mailing(post, letters),)
    for event, handlers in ANNOUNCEMENTS.items():
        found[event] = (*found.get(event, ()), *handlers)
    return found


def mailing(post: PostOffice, letters: Letters) -> Handler:
    """A handler that queues the letters of an event, each once."""

    async def mail(gate: Gate, tenant: Tenant, event: Event) -> None:
        wanted = letters(event)
        if wanted:
            await post.accept(gate, tenant, cause_of(event), wanted)

    return mail


def cause_of(event: Event) -> str:
    """The same at every delivery of one event, and another for the next event even if it says the same."""
    row_id = delivering.get()
    if row_id is not None:
        return f"event {row_id}"
    return f"event {event.topic} {hashlib.sha256(msgspec.json.encode(event)).hexdigest()[:32]}"


def _visit(event: AppointmentEvent, template: str, **more: Any) -> NewLetter:
    data = {
        "appointment_id": str(event.appointment_id),
        "starts_at": _written(event.starts_at),
        "vet_id": str(event.vet_id),
        "version": event.version,
        **more,
    }
    if isinstance(event, StepTaken):
        data["before"] = msgspec.to_builtins(event.before)
    if isinstance(event, AppointmentMoved | AppointmentCancelled):
        data["by"] = event.by
    recipient = "practice" if template.startswith("practice_") else "owner"
    return NewLetter(template=template, recipient=recipient, data=data)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _confirmed(event: AppointmentConfirmed) -> list[NewLetter]:
    """Of what the desk booked the owner knew nothing before; what an owner books at once, nobody takes back."""
    if not event.is_new_at_desk and event.before is None:
        return [_visit(event, "appointment_confirmed")]
    series = {} if event.series_id is None else {"series_id": str(event.series_id)}
    return [_visit(event, "appointment_confirmed", before=msgspec.to_builtins(event.before), **series)]


def _cancelled(event: AppointmentCancelled) -> list[NewLetter]:
    letters = [_visit(event, "appointment_cancelled")]
    return [*letters, _visit(event, "practice_cancelled")] if event.by == "owner" else letters


def _restored(event: AppointmentRestored) -> list[NewLetter]:
    """What the owner was told of before is put right; a step they never heard of is not."""
    template = {
        "approve": "appointment_reopened",
        "decline": "appointment_restored",
        "cancel": "appointment_restored",
        "move": "appointment_moved",
        "resize": "appointment_moved",
        "assign": "vet_assigned",
    }.get(event.undone)
    return [_visit(event, template, undone_by=event.undone_by)] if template else []


def _message(event: MessageSent) -> list[NewLetter]:
    """To owners only; the practice sees its messages where it works."""
    if event.side == "owner":
        return []
    return [NewLetter(template="new_message", recipient="owner", data={"message_id": str(event.message_id)})]


def _vet_decided(event: VetApproved | VetRejected) -> list[NewLetter]:
    """Who came by invitation has heard already."""
    if event.application_id is None:
        return []
    template = "vet_approved" if isinstance(event, VetApproved) else "vet_rejected"
    return [_letter(template, application_id=event.application_id, tenant_id=event.tenant_id)]


def _letter(template: str, **ids: UUID) -> NewLetter:
    recipient = "practice" if template.startswith("practice_") else "person"
    return NewLetter(
        template=template, recipient=recipient, data={name: str(value) for name, value in ids.items()}
    )


LETTERS: Mapping[type[Event], Letters] = {
    UserRegistered: lambda event: [_letter("verify_email", token_id=event.token_id)],
    KnownAddressRegistered: lambda event: [_letter("known_address", user_id=event.user_id)],
    PasswordResetAsked: lambda event: [_letter("reset_password", token_id=event.token_id)],
    PasswordChanged: lambda event: [_letter("password_changed", user_id=event.user_id)],
    SessionStolen: lambda event: [_letter("session_ended", user_id=event.user_id)],
    InvitationMade: lambda event: [
        _letter("invitation", invitation_id=event.invitation_id, tenant_id=event.tenant_id)
    ],
    VetApplied: lambda event: [
        _letter("practice_vet_applied", application_id=event.application_id, tenant_id=event.tenant_id)
    ],
    VetApproved: _vet_decided,
    VetRejected: _vet_decided,
    ClinicApplied: lambda event: [_letter("clinic_submitted", application_id=event.application_id)],
    ClinicApproved: lambda event: [_letter("clinic_approved", application_id=event.application_id)],
    ClinicRejected: lambda event: [_letter("clinic_rejected", application_id=event.application_id)],
    AppointmentRequested: lambda event: [
        _visit(event, "appointment_requested"),
        _visit(event, "practice_request"),
    ],
    AppointmentConfirmed: _confirmed,
    AppointmentDeclined: lambda event: [_visit(event, "appointment_declined")],
    AppointmentCancelled: _cancelled,
    AppointmentMoved: lambda event: [_visit(event, "appointment_moved")],
    AppointmentRestored: _restored,
    VetAssigned: lambda event: [_visit(event, "vet_assigned")],
    RecordShared: lambda event: [
        NewLetter(template="record_shared", recipient="owner", data={"record_id": str(event.record_id)})
    ],
    MessageSent: _message,
}
