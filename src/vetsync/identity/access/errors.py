"""What can fail about memberships, roles and invitations."""

from vetsync.kit.db.faults import register_fault
from vetsync.kit.errors import Conflict, Forbidden, Invalid, NotFound


class RoleUnknown(Invalid):
    code = "role_unknown"


class RoleNotFound(NotFound):
    """The role that is to be changed is none of this practice's."""

    code = "role_unknown"


class PermissionUnknown(Invalid):
    code = "permission_unknown"


class MoreThanYouMay(Forbidden):
    """Nobody gives, changes or takes away what they may not do themselves."""

    code = "more_than_you_may"


class RoleNameTaken(Conflict):
    code = "role_name_taken"


class MemberUnknown(NotFound):
    code = "member_unknown"


class AlreadyMember(Conflict):
    code = "already_member"


class LastAdmin(Conflict):
    """Somebody must remain who can manage the staff."""

    code = "last_admin"


class InvitationInvalid(Invalid):
    """Used, revoked, too old, or its promise no longer stands: the answers are the same."""

    code = "invitation_invalid"


class InvitationUnknown(NotFound):
    code = "invitation_unknown"


class ApplicationUnknown(NotFound):
    code = "application_unknown"


class AlreadyDecided(Conflict):
    code = "already_decided"


class AlreadyApplied(Conflict):
    code = "already_applied"


register_fault("role_name_once", RoleNameTaken)
register_fault("membership_active_once", AlreadyMember)
register_fault("vet_application_pending_once", AlreadyApplied)
