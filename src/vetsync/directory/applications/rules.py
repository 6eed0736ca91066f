"""Decisions about applications that need no database."""

from collections.abc import Iterable

from vetsync.directory.applications.schemas import PAPERS, ApplicationState
from vetsync.tenancy.settings.schemas import PracticeFacts

NEEDED = ("street", "house_number", "postcode", "city", "phone", "email", "species")
WRITABLE: frozenset[ApplicationState] = frozenset({"draft", "rejected"})


def missing(facts: PracticeFacts, kinds: Iterable[str]) -> list[str]:
    """Fields that are still empty and papers that were not sent, in the order of the form.

    In the Netherlands every clinic has a number in the trade register, so there it belongs to the fields.
    """
    needed = (*NEEDED, "kvk_number") if facts.country == "NL" else NEEDED
    sent = set(kinds)
    return [name for name in needed if not getattr(facts, name)] + [
        kind for kind in PAPERS if kind not in sent
    ]
