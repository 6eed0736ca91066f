"""What crosses the door about merging. The one who is `kept` stays; the one who is `dropped` is merged into them."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from vetsync.patients.clients.schemas import ClientChange
from vetsync.patients.schemas import Species

Kind = Literal["client", "patient"]
Choice = Literal["kept", "dropped", "both"]
Refusal = Literal[
    "both_have_accounts", "account_must_stay", "owners_differ", "species_differ", "one_is_dead", "merged_away"
]
Likeness = Literal["phone", "email", "chip", "name"]
Value = str | int | bool | None
Fields = dict[str, Value | date | datetime | UUID]
"""What a client or a patient says of itself, in the clear, by the names of its columns."""
Take = Annotated[
    dict[str, Choice],
    msgspec.Meta(max_length=40, description="Whose value stays, where it is another than the suggested one"),
]


class Follower(msgspec.Struct, frozen=True, kw_only=True):
    """A column of some domain that names a client or a patient, and how its rows follow.

    `move` gives the ids of the rows it moved: $1 from whom, $2 to whom, $3 these rows only, or null for all. Without it
    the rows stay as they are, and their readers go by what the patient was merged into.
    `back_with` moves what was made since and belongs to what goes back: $1 from whom, $2 to whom, and of a client $3
    the patients that go back. `tally` counts what names $1; without it nobody needs to know.
    """

    column: str
    of: Kind
    move: str | None = None
    back_with: str | None = None
    tally: str | None = None

    @property
    def what(self) -> str:
        return self.column.split(".", maxsplit=1)[0]


class Card(msgspec.Struct):
    """A client or a patient, as far as it takes to know which one is meant."""

    id: UUID
    client_id: UUID
    name: str
    number: int | None
    species: Species | None
    breed: str
    place: str
    animals: list[str]
    has_account: bool
    version: int


class FieldPair(msgspec.Struct, kw_only=True):
    """A field of both; `choices` are more than one where they differ."""

    field: str
    kept: Value
    dropped: Value
    suggested: Choice
    choices: list[Choice]


class Tally(msgspec.Struct, kw_only=True):
    """How many rows of a table."""

    what: str
    count: int


class MergePreview(msgspec.Struct, kw_only=True):
    """`is_turned` when the other one has to be kept than was asked: the one with an owner's account always is."""

    kind: Kind
    kept: Card
    dropped: Card
    is_turned: bool
    fields: list[FieldPair]
    animals: list[str]
    follows: list[Tally]
    refused: Refusal | None


class Versions(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    kept: int
    dropped: int


class MergeWish(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """`versions` are those that the preview showed."""

    kind: Kind
    kept_id: UUID
    dropped_id: UUID
    versions: Versions
    take: Take = {}


class MergeDone(msgspec.Struct, kw_only=True):
    id: UUID
    kind: Kind
    kept_id: UUID
    dropped_id: UUID
    undo_until: datetime


class MergeLine(msgspec.Struct):
    """A merge that can still be undone."""

    id: UUID
    kind: Kind
    kept_id: UUID
    dropped_id: UUID
    dropped_name: str
    dropped_number: int | None
    merged_at: datetime
    undo_until: datetime


class MergeList(msgspec.Struct):
    """Fifty at most, the latest first."""

    items: list[MergeLine]


class FieldBack(msgspec.Struct, kw_only=True):
    """A field that the merge changed. What was changed since stays: then `stays` is true."""

    field: str
    now: Value
    before: Value
    stays: bool


class UnmergePreview(msgspec.Struct, kw_only=True):
    """`goes_back` is what the merge moved, `since` what was made afterwards for an animal that goes back, and goes with
    it; all else that was made since stays. `blocked_by` has to be undone first.
    """

    merge: MergeLine
    kept: Card
    animals: list[str]
    goes_back: list[Tally]
    since: list[Tally]
    fields: list[FieldBack]
    blocked_by: list[MergeLine]


class Unmerged(msgspec.Struct, kw_only=True):
    id: UUID
    kept_id: UUID
    restored_id: UUID


class Pair(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    kind: Kind
    one_id: UUID
    other_id: UUID


class PairSaid(msgspec.Struct, kw_only=True):
    """Whether this pair is offered as a likely duplicate."""

    is_offered: bool


class Likely(msgspec.Struct, kw_only=True):
    kind: Kind
    one: Card
    other: Card
    alike: list[Likeness]


class LikelyList(msgspec.Struct):
    """The likeliest; a hundred at most, of which `is_all` says whether they are all."""

    items: list[Likely]
    is_all: bool


class ClientFields(ClientChange, kw_only=True):
    """What a merge changed of the client who was kept, as it was or became; inside the domain only."""

    state: str | UnsetType = UNSET
    possible_duplicate_of: UUID | UnsetType | None = UNSET
    name_edited_at: datetime | UnsetType | None = UNSET
    email_edited_at: datetime | UnsetType | None = UNSET
    phone_edited_at: datetime | UnsetType | None = UNSET


class PatientFields(msgspec.Struct, kw_only=True):
    """What a merge changed of the patient that was kept, as it was or became; inside the domain only."""

    name: str | UnsetType = UNSET
    breed: str | UnsetType = UNSET
    sex: str | UnsetType = UNSET
    neutered: bool | UnsetType | None = UNSET
    born_on: date | UnsetType | None = UNSET
    born_is_estimate: bool | UnsetType = UNSET
    colour: str | UnsetType = UNSET
    chip: str | UnsetType | None = UNSET
    alert: str | UnsetType = UNSET
    insurance: str | UnsetType = UNSET
    state: str | UnsetType = UNSET
    weight_grams: int | UnsetType | None = UNSET


class ClientsChanged(msgspec.Struct):
    before: ClientFields
    after: ClientFields


class PatientsChanged(msgspec.Struct):
    before: PatientFields
    after: PatientFields
