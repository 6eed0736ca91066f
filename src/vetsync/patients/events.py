"""What happened to clients, patients and pets."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from vetsync.kit.db.work import Event


class ClientRegistered(Event, frozen=True, kw_only=True):
    topic: ClassVar[str] = "client.registered"
    client_id: UUID


class ClientChanged(Event, frozen=True, kw_only=True):
    topic: ClassVar[str] = "client.changed"
    client_id: UUID
    version: int


class PatientRegistered(Event, frozen=True, kw_only=True):
    topic: ClassVar[str] = "patient.registered"
    patient_id: UUID
    client_id: UUID


class PatientChanged(Event, frozen=True, kw_only=True):
    topic: ClassVar[str] = "patient.changed"
    patient_id: UUID
    version: int


class PatientDied(Event, frozen=True, kw_only=True):
    """Whoever plans something for this animal stops it; `pet_id` is set when its owner keeps it here too.

    `follows_pet` when this practice heard of it from the owner's pet, which then need not be told.
    """

    topic: ClassVar[str] = "patient.died"
    patient_id: UUID
    client_id: UUID
    pet_id: UUID | None
    died_on: date
    follows_pet: bool = False


class PatientDeathUndone(Event, frozen=True, kw_only=True):
    """It was a mistake: what `PatientDied` stopped may go on."""

    topic: ClassVar[str] = "patient.death_undone"
    patient_id: UUID
    client_id: UUID
    pet_id: UUID | None
    follows_pet: bool = False


class WeightMeasured(Event, frozen=True, kw_only=True):
    topic: ClassVar[str] = "patient.weight_measured"
    patient_id: UUID
    grams: int


class MergeChanged(Event, frozen=True, kw_only=True):
    """Two of a `kind` became one, or are two again, or were said to be two; what belongs to them moved."""

    topic: ClassVar[str] = "merge.changed"
    kind: str
    kept_id: UUID
    dropped_id: UUID


class PetChanged(Event, frozen=True, kw_only=True):
    """In the shared schema: the owner changed what the owner keeps; practices that know the pet follow."""

    topic: ClassVar[str] = "pet.changed"
    pet_id: UUID
    owner_user_id: UUID


class PetDied(Event, frozen=True, kw_only=True):
    """`reported_at` is the practice that said so, if it was not the owner: it knows already."""

    topic: ClassVar[str] = "pet.died"
    pet_id: UUID
    owner_user_id: UUID
    died_on: date
    reported_at: UUID | None = None


class PetDeathUndone(Event, frozen=True, kw_only=True):
    topic: ClassVar[str] = "pet.death_undone"
    pet_id: UUID
    owner_user_id: UUID
    reported_at: UUID | None = None
