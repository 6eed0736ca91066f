"""One spelling for values that are looked up by a blind index: without it equal things would not be found."""

import re
import unicodedata

import phonenumbers

from vetsync.kit.errors import Invalid

EMAIL_LENGTH_MAX = 254
_EMAIL = re.compile(r"[^@\s\x00-\x1f\x7f]{1,64}@[^@\s\x00-\x1f\x7f]+")


def normal_email(text: str) -> str:
    """Lower case, composed Unicode, the domain in its ASCII form. Dots and +tags stay: they may matter."""
    plain = unicodedata.normalize("NFC", text.strip()).casefold()
    if not _EMAIL.fullmatch(plain):
        raise Invalid("not an e-mail address", field="email", code="bad_email")
    local, domain = plain.rsplit("@", 1)
    try:
        address = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        raise Invalid("not an e-mail address", field="email", code="bad_email") from None
    if len(address) > EMAIL_LENGTH_MAX:
        raise Invalid("not an e-mail address", field="email", code="bad_email")
    return address


def normal_phone(text: str, region: str = "NL") -> str:
    """E.164, as in +31201234567; a number without a country code is read as one of `region`."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise Invalid("not a telephone number", field="phone", code="bad_phone") from None
    if not phonenumbers.is_possible_number(number):
        raise Invalid("not a telephone number", field="phone", code="bad_phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


PHONE_ENDS = range(4, 9)
"""How many last digits of a telephone number find it: fewer say nothing, more are hardly remembered."""
_PHONE_PART = re.compile(r"[\d ()/.-]+")


def phone_ends(number: str) -> list[str]:
    """The last digits of a normal number, in every length that finds it."""
    return [number[-length:] for length in PHONE_ENDS]


def phone_end(text: str) -> str | None:
    """The digits typed, if they may be the end of a telephone number."""
    digits = "".join(letter for letter in text if letter in "0123456789")
    return digits if _PHONE_PART.fullmatch(text) and len(digits) in PHONE_ENDS else None


def normal_chip(text: str) -> str:
    """A transponder number's digits (15 after ISO 11784; older ones 9 or 10), whatever stands between."""
    digits = "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter in "0123456789")
    if not 9 <= len(digits) <= 15:
        raise Invalid("not a chip number", field="chip", code="bad_chip")
    return digits
