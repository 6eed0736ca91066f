"""What can fail about the tree of practices."""

from vetsync.kit.db.faults import register_fault
from vetsync.kit.errors import Conflict, Forbidden, Invalid, NotFound


class PracticeUnknown(NotFound):
    code = "practice_unknown"


class PracticeSuspended(Forbidden):
    """The practice exists, and nobody may work in it for now."""

    code = "practice_suspended"


class NotInThisState(Conflict):
    """The node is not in a state from which it can go where it is asked to go."""

    code = "practice_state"


class NotAFranchise(Invalid):
    code = "not_a_franchise"


class SlugTaken(Conflict):
    code = "slug_taken"


class DepartmentUnknown(Invalid):
    """The practice has no such department, or has closed it."""

    code = "department_unknown"


class DepartmentNameTaken(Conflict):
    code = "department_name_taken"


class ZoneUnknown(Invalid):
    code = "zone_unknown"


class PlaceIncomplete(Invalid):
    """Latitude and longitude are given together or not at all."""

    code = "place_incomplete"


class PhotoUnknown(NotFound):
    code = "photo_unknown"


class TooManyPhotos(Conflict):
    """`count_max` is how many a practice may show."""

    code = "too_many_photos"


class AlreadyRequested(Conflict):
    code = "already_requested"


class LayoutTooLarge(Invalid):
    """All parts of one workspace together are more than is kept."""

    code = "layout_too_large"


class SchemaNotAnswering(Exception):
    """A new tenant does not hold what was written into it. Always a fault of the program: provisioning stops."""


register_fault("tenant_slug_key", SlugTaken)
register_fault("provision_slug_key", SlugTaken)
register_fault("provision_application_id_key", AlreadyRequested)
register_fault("department_name_once", DepartmentNameTaken)
register_fault("layout_small", LayoutTooLarge)
