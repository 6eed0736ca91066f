"""What crosses the door about holds and appointments."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec

from vetsync.kit.http.paging import LIMIT_DEFAULT, LimitInBody
from vetsync.scheduling.bookings.rules import State
from vetsync.scheduling.resources.duty import Despite, Outside
from vetsync.scheduling.slots.schemas import TypeKey

Moment = Annotated[datetime, msgspec.Meta(tz=True, examples=["2026-03-09T08:40:00Z"])]
Reason = Annotated[str, msgspec.Meta(max_length=1000)]


Stage = Literal["expected", "arrived", "waiting", "in_room", "to_pay", "gone", "withdrawn"]
"""Where somebody is in the house; the table of visits says what each may follow."""
Side = Literal["owner", "practice"]
LastStep = Literal["approve", "decline", "cancel", "complete", "miss", "move", "resize", "assign", "death"]
"""A step, or what made the program itself take one."""


class HoldTake(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    type: TypeKey
    starts_at: Moment
    vet_id: UUID | None = None


class Hold(msgspec.Struct):
    """A place kept for somebody who is still filling in the form, until `expires_at`."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    vet_id: UUID
    expires_at: datetime


class AppointmentBook(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What an owner sends. Without `vet_id`, any vet who is free."""

    type: TypeKey
    starts_at: Moment
    pet_id: UUID
    vet_id: UUID | None = None
    reason: Reason = ""
    hold_id: UUID | None = None


class AppointmentBookAtDesk(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """`reason` is read by the owner, `note` by the practice alone."""

    type: TypeKey
    starts_at: Moment
    patient_id: UUID
    vet_id: UUID | None = None
    reason: Reason = ""
    note: Reason = ""


class AppointmentCancel(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    reason: Reason | None = None


class AppointmentDecline(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]


class AppointmentApprove(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """`unsuitable` says that it is meant with whoever does not do this type; without it that is refused."""

    vet_id: UUID | None = None
    unsuitable: bool = False


class AppointmentAssign(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """`unsuitable` as in AppointmentApprove."""

    vet_id: UUID
    unsuitable: bool = False


class AppointmentMove(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    starts_at: Moment
    vet_id: UUID | None = None


class AppointmentMoveAtDesk(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Without `vet_id` the vet stays, without `minutes` the length. `resource_id` is the room, device or assistant to
    take instead of the one of its kind; without it that one stays where it is free.
    """

    starts_at: Moment
    vet_id: UUID | None = None
    minutes: Annotated[int, msgspec.Meta(ge=5, le=480)] | None = None
    resource_id: UUID | None = None


class AppointmentSearch(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Which appointments of a patient or a client whose name holds `q`; dates are local and both are included."""

    q: Annotated[str, msgspec.Meta(min_length=1, max_length=100, description="Part of a name")]
    first_on: date
    last_on: date
    vet: UUID | None = None
    state: State | None = None
    cursor: str | None = None
    limit: LimitInBody = LIMIT_DEFAULT


class OwnerBooking(msgspec.Struct, kw_only=True, frozen=True):
    """An owner's booking once the practice knows the client and the patient."""

    type_key: str
    starts_at: datetime
    client_id: UUID
    patient_id: UUID
    pet_id: UUID | None
    species: str
    vet_id: UUID | None = None
    reason: str = ""
    hold_id: UUID | None = None


class Previous(msgspec.Struct, kw_only=True, frozen=True):
    """What an appointment was before its last step: enough to go back there.

    `because` names what made the program itself take the step: `death`. `despite` counts only as long as the
    `circumstances` of that time are the same (resources/duty.py).
    """

    step: str
    at: datetime
    by: UUID | None
    state: State
    starts_at: datetime
    ends_at: datetime
    vet_id: UUID
    resource_ids: list[UUID]
    despite: Despite | None = None
    circumstances: str | None = None
    because: str | None = None


class BookedAppointment(msgspec.Struct):
    """An appointment's row, locked by a command; inside the domain only."""

    id: UUID
    type_id: UUID
    client_id: UUID
    patient_id: UUID
    owner_user_id: UUID | None
    state: State
    starts_at: datetime
    ends_at: datetime
    vet_id: UUID
    decline_reason: str | None
    cancelled_by: str | None
    previous: dict[str, Any] | None
    version: int
    despite: Despite | None


class AppointmentView(msgspec.Struct):
    """An appointment as its owner sees it. After `may_cancel_until` only the practice can change it.

    `decline_reason` is why it was declined or cancelled, in the words of `cancelled_by` where it was cancelled.
    """

    id: UUID
    practice_slug: str
    practice_name: str
    zone: str
    type_key: str
    type_name_nl: str
    type_name_en: str
    category: str
    state: State
    starts_at: datetime
    ends_at: datetime
    practice_address: str
    practice_phone: str
    vet_id: UUID
    vet_name: str
    pet_id: UUID | None
    pet_name: str
    species: str
    reason: str
    decline_reason: str | None
    cancelled_by: Side | None
    notice_minutes: int
    may_cancel_until: datetime
    may_change: bool
    record_id: UUID | None
    version: int


class AppointmentRow(msgspec.Struct):
    """An appointment as the practice sees it; `undo_until` is empty when there is nothing to take back.

    `changed_by`, `changed_by_id` (whose account that was), `changed_how` and `changed_at` are of the last step, and
    empty where none was taken or it was taken back.

    `outside` is said of a request only, and of what stands where nobody is there: that its vet works here no more, that
    the practice is closed then, or that the vet is away or does not work.
    `stage` is where the patient is in the house; empty until somebody checks in. `note` is the practice's own: the
    owner reads `reason` only. `resource_ids` is all that it takes: its vet, and the room, device and assistant.
    """

    id: UUID
    type_key: str
    type_name_nl: str
    type_name_en: str
    category: str
    state: State
    starts_at: datetime
    ends_at: datetime
    vet_id: UUID
    vet_name: str
    vet_colour: str
    client_id: UUID
    client_name: str
    patient_id: UUID
    patient_name: str
    species: str
    breed: str
    reason: str
    note: str
    decline_reason: str | None
    cancelled_by: str | None
    changed_by: Side | None
    changed_by_id: UUID | None
    changed_how: LastStep | None
    changed_at: datetime | None
    source: str
    created_at: datetime
    record_id: UUID | None
    is_record_signed: bool
    stage: Stage | None
    undo_until: datetime | None
    outside: Outside | None
    resource_ids: list[UUID]
    series_id: UUID | None
    version: int


class UnattendedList(msgspec.Struct, kw_only=True):
    """The first 100 in time, without pages; `is_cut` says that more are left out. `outside` says why each is among
    them.
    """

    items: list[AppointmentRow]
    is_cut: bool


class FreeVet(msgspec.Struct):
    """Somebody who has no other booking then. `duty` says whether they work at that hour, or are on leave.

    `offered` is what an owner would be offered: on duty, does this type, and the practice is open.
    """

    id: UUID
    name: str
    colour: str
    is_current: bool
    does_type: bool
    duty: Literal["on", "off", "leave"]
    offered: bool = False


class FreeVetList(msgspec.Struct, kw_only=True):
    """All vets and paravets of the practice who are free, at most 200, without pages; `is_open` says whether it is open
    for the whole of the appointment.
    """

    items: list[FreeVet]
    is_open: bool


class DayCounts(msgspec.Struct):
    """Appointments and walk-ins of one local day. `total` are those that take a place in it: `seen`, `to_go`, `pending`
    and `no_show` together. `requests_open` are the pending ones of that day and of all days after it.
    """

    total: int
    seen: int
    to_go: int
    pending: int
    no_show: int
    cancelled: int
    declined: int
    requests_open: int
