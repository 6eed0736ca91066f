"""What can fail about accounts."""

from vetsync.kit.db.faults import register_fault
from vetsync.kit.errors import Conflict, Invalid, NotFound


class UserUnknown(NotFound):
    code = "user_unknown"


class AddressTaken(Conflict):
    """Two registrations of one address at the same moment; never shown, because registering repeats itself."""

    code = "address_taken"


class NotYourself(Conflict):
    """An administrator may not disable the account they are signed in with."""

    code = "not_yourself"


class NameEmpty(Invalid):
    code = "name_empty"


register_fault("user_account_email_index_key", AddressTaken)
