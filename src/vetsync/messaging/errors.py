"""What can go wrong in a conversation."""

from vetsync.kit.errors import Conflict, Forbidden, NotFound


class ThreadUnknown(NotFound):
    code = "thread_unknown"


class ThreadClosed(Conflict):
    """The practice closed the conversation; a new one can be begun."""

    code = "thread_closed"


class ThreadUnread(Conflict):
    """Closing would put away what nobody of the practice has read. `unread` says how many messages that are."""

    code = "thread_unread"


class NotAClient(Forbidden):
    """Only who is known at a practice can write to it; the first appointment makes one known."""

    code = "not_a_client"


class LetterUnknown(NotFound):
    code = "letter_unknown"
