"""Why something cannot be booked or changed. Codes are stable; the client translates them."""

from vetsync.kit.db.faults import TryAgain, register_fault
from vetsync.kit.errors import Conflict, Invalid


class SlotTaken(Conflict):
    """The place is gone; `is_own` says that it would be free without the bookings and holds of the owner who asks, as
    from another tab. `alternatives` are the nearest starts that are still free.
    """

    code = "slot_taken"


class SlotNotOffered(Conflict):
    """Nobody has the place, but it lies outside what is offered. `alternatives` as in SlotTaken."""

    code = "slot_not_offered"


class NobodyThere(Conflict):
    """The time that a step would be taken back to has since been closed, or its vet is away then or gone. `outside`
    says which; `alternatives` as in SlotTaken.
    """

    code = "nobody_there"


class VetUnsuitable(Conflict):
    """Whoever would see the patient does not do this type, and the step does not say that it is meant so."""

    code = "vet_unsuitable"


class WrongState(Conflict):
    """The appointment is in a state from which this step does not lead on; `state` says in which."""

    code = "wrong_state"


class HereAlready(Conflict):
    """The patient is on the board as being in the house; `visit_id` says as which card."""

    code = "here_already"


class NotBegun(Conflict):
    """The appointment is still to come, so it was neither done nor missed; `starts_at` is when it begins."""

    code = "not_begun"


class NotTheDay(Conflict):
    """The appointment is on another day, so nobody can be here for it now; `starts_at` is when it is."""

    code = "not_the_day"


class InTheHouse(Conflict):
    """The patient is here: an appointment is not missed, cancelled or put on another day while they wait."""

    code = "in_the_house"


class NoticePassed(Conflict):
    """Too late for the owner to change it alone; `until` was the last moment. The practice still can."""

    code = "notice_passed"


class NothingToUndo(Conflict):
    """There is no step to take back, or it was taken too long ago."""

    code = "nothing_to_undo"


class AlreadyWaiting(Conflict):
    """The patient waits for such an appointment already; `entry_id` says as which entry."""

    code = "already_waiting"


class WaitlistFull(Conflict):
    """As many wait as anybody can telephone through: `most`."""

    code = "waitlist_full"


class HoursOverlap(Invalid):
    """Two spans of hours of the same day share time."""

    code = "hours_overlap"


class HoursOutOfOrder(Invalid):
    """A span of hours ends before it begins."""

    code = "hours_out_of_order"


class KeyTaken(Conflict):
    """Another appointment type has this key."""

    code = "key_taken"


class LeaveOverlaps(Conflict):
    """The resource is already away for a part of that time."""

    code = "leave_overlaps"


register_fault("booking_resource_free", SlotTaken)
register_fault("appointment_type_key_key", KeyTaken)
register_fault("leave_once", LeaveOverlaps)
register_fault("visit_appointment_id_key", TryAgain)
"""Once more, and the visit is found that a rival began."""
