"""What can go wrong with sealed data. No message says what was sealed, under which key, or where keys lie."""

from vetsync.kit.errors import Invalid, NotFound, Unavailable


class KeyDestroyed(NotFound):
    """The owner's keys were destroyed on purpose; what was sealed with them is gone for good."""

    code = "key_destroyed"


class KeyMissing(Unavailable):
    """The owner never had keys here, or the key store is not where it should be."""

    code = "key_missing"


class KeysExposed(Unavailable):
    """The key store stands where others can read it; it is not used until that is mended."""

    code = "keys_exposed"


class Tampered(Unavailable):
    """Sealed bytes do not open: changed, cut, or moved here from another row, column or tenant."""

    code = "tampered"


class Unsealable(Invalid):
    """The text is not valid Unicode (a lone surrogate), so it could not be read back."""

    code = "bad_text"
