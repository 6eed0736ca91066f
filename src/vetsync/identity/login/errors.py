"""What can fail when somebody signs in. No answer tells whether an address has an account."""

from vetsync.kit.errors import Conflict, Forbidden, Invalid, TooMany, Unauthenticated, Unavailable


class WrongCredentials(Unauthenticated):
    """Address or password, nobody learns which."""

    code = "wrong_credentials"


class AddressNotVerified(Forbidden):
    """Said only to somebody who knows the password."""

    code = "email_not_verified"


class TooManyGuesses(TooMany):
    code = "too_many_guesses"


class TooBusy(Unavailable):
    """More passwords wait to be checked than the machine can check in a few seconds."""

    code = "busy"


class SessionOver(Unauthenticated):
    code = "session_over"


class SessionExpired(SessionOver):
    """It ran out by itself: nobody ended it, and the account may still log in."""

    code = "session_expired"


class SessionEnded(SessionOver):
    """It was ended from elsewhere: on another device, with the password, or with the account."""

    code = "session_ended"


class RefreshInFlight(Conflict):
    """The same browser has just used this token in another request; its new cookie is on the way."""

    code = "refresh_in_flight"


class TokenSpent(Invalid):
    """Used, too old, replaced, or never existed: the answers are the same."""

    code = "token_spent"


class PasswordTooShort(Invalid):
    code = "password_too_short"


class PasswordTooCommon(Invalid):
    code = "password_too_common"


class PasswordWrong(Forbidden):
    """The current password, asked again before it is changed, or the one of an account that is invited."""

    code = "password_wrong"
