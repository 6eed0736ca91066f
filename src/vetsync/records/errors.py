"""What can go wrong with medical records."""

from vetsync.kit.db.faults import TryAgain, register_fault
from vetsync.kit.errors import Conflict, Forbidden, Invalid, NotFound, Stale, Unavailable


class RecordNotFound(NotFound):
    code = "record_not_found"


class RecordSigned(Conflict):
    """A signed record is not changed any more; an addendum can be written beside it."""

    code = "record_signed"


class RecordNotSigned(Conflict):
    """Only a signed record can be shared or get an addendum."""

    code = "record_not_signed"


class OnlyVetsSign(Forbidden):
    """A signature is a vet's: whoever signs must stand among the practice's vets (Besluit diergeneeskundigen)."""

    code = "only_vets_sign"


class RecordEmpty(Invalid):
    """Nothing was written that could be signed."""

    code = "record_empty"


class WeightDoubtful(Conflict):
    """The weight (`grams`) lies far from the last one (`before`), and whoever signs or mends it has not said that it
    is right.
    """

    code = "weight_doubtful"


class RecordFull(Conflict):
    """A record has or had so many of these already (`count_max`) that something is wrong, not ill."""

    code = "record_full"


class FieldChangedMeanwhile(Stale):
    """Somebody else saved other texts in the same fields: `fields` maps each (a part by its id) to what it says now,
    `current` (null for a part that was taken out), and the `version` that it came with; `field`, `current` and
    `version` say the same of the first.
    """

    code = "field_changed_meanwhile"


class PaperNotMade(Unavailable):
    """The typesetter refused; its message may quote the file and stays inside."""

    code = "paper_not_made"


class AppointmentHasRecord(Conflict):
    """There is a record of this appointment already; `record_id` names it."""

    code = "appointment_has_record"


class AppointmentOfOtherPatient(Invalid):
    code = "appointment_of_other_patient"


register_fault("record_appointment_once", AppointmentHasRecord)
# Of two notes that are begun at one moment the second looks again, finds the visit written up, and stands beside it.
register_fault("record_visit_once", TryAgain)
