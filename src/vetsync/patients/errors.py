"""What can go wrong with clients, patients and pets."""

from vetsync.kit.db.faults import register_fault
from vetsync.kit.errors import Conflict, Invalid, NotFound


class ChipInvalid(Invalid):
    """A transponder number has 15 digits and begins with a country or manufacturer code (ISO 11784)."""

    code = "chip_invalid"


class PossibleDuplicate(Conflict):
    """Somebody very like this is known already; `candidates` says who. `confirmed_new` overrules it."""

    code = "possible_duplicate"


class PetNotFound(NotFound):
    code = "pet_not_found"


class PatientNotFound(NotFound):
    code = "patient_not_found"


class ClientNotFound(NotFound):
    code = "client_not_found"


class PatientIsNotActive(Conflict):
    """An archived or deceased animal is not changed; bring it back first."""

    code = "patient_not_active"


class MergedAway(Conflict):
    """This one was merged into another since, who is changed instead."""

    code = "merged_away"


class CannotMerge(Conflict):
    """These two cannot be made one; the code says why (merging/rules.py)."""

    code = "cannot_merge"


class MergeNotFound(NotFound):
    code = "merge_not_found"


class LaterMergeFirst(Conflict):
    """What was merged afterwards, in `merges`, holds on to what would go back; it is taken apart first."""

    code = "later_merge_first"


class NothingToUndo(Conflict):
    """It was never so, was taken back before, or is too long ago; a weighing is taken back by who noted it."""

    code = "nothing_to_undo"


class DateInFuture(Invalid):
    code = "date_in_future"


class DateTooEarly(Invalid):
    """So long ago that the year was mistyped."""

    code = "date_too_early"


class OwnerNotLinked(NotFound):
    """This person is no client of this practice."""

    code = "owner_not_linked"


register_fault("patient_pet_once", lambda: Conflict(code="pet_already_enrolled"))
register_fault("client_user_once", lambda: Conflict(code="owner_already_linked"))
