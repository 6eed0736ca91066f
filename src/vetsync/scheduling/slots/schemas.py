"""What crosses the door about free slots and appointment types."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from vetsync.patients.schemas import Species

Category = Literal[
    "consult", "vaccine", "surgery", "dental", "recheck", "nurse", "imaging", "urgent", "farewell"
]
Mode = Literal["request", "approve", "instant"]
NeededKind = Literal["paravet", "room", "device"]
TypeKey = Annotated[str, msgspec.Meta(pattern="^[a-z0-9][a-z0-9-]{0,59}$", examples=["consult"])]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
Cents = Annotated[int, msgspec.Meta(ge=0, le=100_000_000)]
Buffer = Annotated[int, msgspec.Meta(ge=0, le=240)]
Reach = Annotated[int, msgspec.Meta(ge=0, le=525_600)]
USUAL_NOTICE_MINUTES = 24 * 60
"""How long before a visit its owner may still cancel or move it, unless the practice says otherwise of a type."""


class Slot(msgspec.Struct):
    """A start that is free. `vet_id` is the first choice of `vet_ids`, all of whom are free then."""

    starts_at: datetime
    ends_at: datetime
    vet_id: UUID
    vet_ids: list[UUID]


class SlotList(msgspec.Struct, kw_only=True):
    """All free starts of the days asked for, without pages; `zone` is the practice's, in which they are to be shown."""

    items: list[Slot]
    zone: str


class Offer(msgspec.Struct, kw_only=True):
    """A start to propose on the telephone, and why: with the vet who knows the patient, the first there is, the next
    where that vet has the first, or another day.
    """

    starts_at: datetime
    ends_at: datetime
    vet_id: UUID
    vet_name: str
    why: Literal["own_vet", "soonest", "next", "other_day"]


class OfferList(msgspec.Struct, kw_only=True):
    """At most three, the best first, without pages; `zone` is the practice's."""

    items: list[Offer]
    zone: str


class BookableType(msgspec.Struct):
    """An appointment type as booking needs it; inside the domain only."""

    id: UUID
    key: str
    category: str
    minutes: int
    before_minutes: int
    after_minutes: int
    notice_minutes: int
    mode: str
    species: list[str]
    daily_limit: int | None
    online: bool
    active: bool
    needs: list[str]


class AppointmentTypeView(msgspec.Struct):
    """`resource_ids` do appointments of this type; a resource of each of `needs` must be free beside them."""

    id: UUID
    key: str
    name_nl: str
    name_en: str
    category: str
    minutes: int
    before_minutes: int
    after_minutes: int
    grid_minutes: int
    lead_minutes: int
    horizon_days: int
    notice_minutes: int
    mode: str
    species: list[str]
    price_min_cents: int | None
    price_max_cents: int | None
    daily_limit: int | None
    online: bool
    active: bool
    resource_ids: list[UUID]
    needs: list[str]
    version: int


class AppointmentTypeList(msgspec.Struct, kw_only=True):
    """All of the practice, the active first, at most 500, without pages."""

    items: list[AppointmentTypeView]


class AppointmentTypeAdd(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    key: TypeKey
    name_nl: Name
    name_en: Name
    category: Category
    minutes: Annotated[int, msgspec.Meta(ge=5, le=720)]
    before_minutes: Buffer = 0
    after_minutes: Buffer = 0
    grid_minutes: Literal[5, 10, 15, 20, 30, 60] = 10
    lead_minutes: Reach = 60
    horizon_days: Annotated[int, msgspec.Meta(ge=1, le=730)] = 90
    notice_minutes: Reach = USUAL_NOTICE_MINUTES
    mode: Mode = "approve"
    species: Annotated[list[Species], msgspec.Meta(max_length=20)] = []
    price_min_cents: Cents | None = None
    price_max_cents: Cents | None = None
    daily_limit: Annotated[int, msgspec.Meta(ge=1, le=1000)] | None = None
    online: bool = True
    resource_ids: Annotated[list[UUID], msgspec.Meta(max_length=100)] = []
    needs: Annotated[list[NeededKind], msgspec.Meta(max_length=3)] = []


class AppointmentTypeChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Only what is sent changes; null clears a price or the daily limit."""

    name_nl: Name | msgspec.UnsetType = msgspec.UNSET
    name_en: Name | msgspec.UnsetType = msgspec.UNSET
    category: Category | msgspec.UnsetType = msgspec.UNSET
    minutes: Annotated[int, msgspec.Meta(ge=5, le=720)] | msgspec.UnsetType = msgspec.UNSET
    before_minutes: Buffer | msgspec.UnsetType = msgspec.UNSET
    after_minutes: Buffer | msgspec.UnsetType = msgspec.UNSET
    grid_minutes: Literal[5, 10, 15, 20, 30, 60] | msgspec.UnsetType = msgspec.UNSET
    lead_minutes: Reach | msgspec.UnsetType = msgspec.UNSET
    horizon_days: Annotated[int, msgspec.Meta(ge=1, le=730)] | msgspec.UnsetType = msgspec.UNSET
    notice_minutes: Reach | msgspec.UnsetType = msgspec.UNSET
    mode: Mode | msgspec.UnsetType = msgspec.UNSET
    species: Annotated[list[Species], msgspec.Meta(max_length=20)] | msgspec.UnsetType = msgspec.UNSET
    price_min_cents: Cents | msgspec.UnsetType | None = msgspec.UNSET
    price_max_cents: Cents | msgspec.UnsetType | None = msgspec.UNSET
    daily_limit: Annotated[int, msgspec.Meta(ge=1, le=1000)] | msgspec.UnsetType | None = msgspec.UNSET
    online: bool | msgspec.UnsetType = msgspec.UNSET
    active: bool | msgspec.UnsetType = msgspec.UNSET
    resource_ids: Annotated[list[UUID], msgspec.Meta(max_length=100)] | msgspec.UnsetType = msgspec.UNSET
    needs: Annotated[list[NeededKind], msgspec.Meta(max_length=3)] | msgspec.UnsetType = msgspec.UNSET
