"""What can fail about applications and the directory."""

from vetsync.kit.errors import Conflict, Invalid, NotFound, TooMany


class ApplicationUnknown(NotFound):
    code = "application_unknown"


class DocumentUnknown(NotFound):
    code = "document_unknown"


class NotInThisState(Conflict):
    """The application is not in a state that allows this; `state` says where it stands."""

    code = "application_state"


class SlugChanged(Conflict):
    """Another practice took the address that was read; `slug` is what it would be now."""

    code = "slug_changed"


class PapersMissing(Invalid):
    """`kinds` lists the papers that are still to be sent in."""

    code = "papers_missing"


class FactsMissing(Invalid):
    """`fields` lists what must be filled in before sending."""

    code = "facts_missing"


class TooManyApplications(TooMany):
    code = "too_many_applications"


class AdminUnknown(Invalid):
    """The address has no account."""

    code = "admin_unknown"


class PracticeNotListed(NotFound):
    code = "practice_unknown"


class PlaceNeeded(Invalid):
    """Sorting by distance or a radius needs a position."""

    code = "place_needed"
