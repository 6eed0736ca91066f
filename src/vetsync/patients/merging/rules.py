"""What is decided about merging without looking anything up."""

from collections.abc import Mapping
from datetime import timedelta

from vetsync.patients.merging.schemas import Choice, Fields, Kind, Refusal

UNMERGE_WINDOW = timedelta(days=30)
"""How long a merge can be taken apart."""
LIKELY_MAX = 100
"""Pairs that a practice is shown at once; whoever works these off is shown the next."""

FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "client": (
        "salutation", "first_name", "prefix", "last_name", "phone", "phone_second", "email", "address", "postcode",
        "city", "alert", "notes", "locale", "allows_email", "allows_sms", "allows_marketing",
    ),
    "patient": ("name", "breed", "sex", "neutered", "born_on", "colour", "chip", "alert", "insurance"),
}  # fmt: skip
"""What a person may choose of; in the order of the preview."""
GOES_ALONG = {"born_on": "born_is_estimate"}
"""Means nothing without the other."""
JOINED = {"notes": (4000, "\n"), "alert": (200, " · ")}
"""What can be kept of both, how long it may be together, and what stands between."""
NOTHING = (None, "", "unknown")


def suggestion(field: str, kept: object, dropped: object) -> Choice:
    """What is known before what is not, the refusal before the permission, and no note is lost."""
    if kept == dropped or dropped in NOTHING:
        return "kept"
    if kept in NOTHING:
        return "dropped"
    if field.startswith("allows_"):
        return "dropped" if kept else "kept"
    return "both" if _can_join(field, kept, dropped) and field == "notes" else "kept"


def choices(field: str, kept: object, dropped: object) -> list[Choice]:
    """One where there is nothing to choose."""
    if kept == dropped:
        return ["kept"]
    return ["kept", "dropped", "both"] if _can_join(field, kept, dropped) else ["kept", "dropped"]


def merged_fields(kind: Kind, kept: Fields, dropped: Fields, take: Mapping[str, Choice]) -> Fields:
    """What the one who is kept says afterwards, of those fields that change.

    Raises LookupError for a choice that there is not.
    """
    result: Fields = {}
    for field in FIELDS[kind]:
        mine, theirs = kept[field], dropped[field]
        choice = take.get(field) or suggestion(field, mine, theirs)
        if choice not in choices(field, mine, theirs) and mine != theirs:
            raise LookupError(field)
        if choice == "both" and mine != theirs:
            result[field] = JOINED[field][1].join((str(mine), str(theirs)))
        elif choice == "dropped":
            result[field] = theirs
            if other := GOES_ALONG.get(field):
                result[other] = dropped[other]
    if unknown := take.keys() - set(FIELDS[kind]):
        raise LookupError(min(unknown))
    if "active" in (kept["state"], dropped["state"]):
        result["state"] = "active"
    return {field: value for field, value in result.items() if value != kept[field]}


def refusal(kind: Kind, kept: Fields, dropped: Fields) -> Refusal | None:
    """Why these two cannot be made one, whichever of them is kept; else why not this way round."""
    if "merged" in (kept["state"], dropped["state"]):
        return "merged_away"
    if kind == "patient":
        if kept["client_id"] != dropped["client_id"]:
            return "owners_differ"
        if kept["species"] != dropped["species"]:
            return "species_differ"
        if (kept["state"] == "deceased") != (dropped["state"] == "deceased"):
            return "one_is_dead"
    account = "user_id" if kind == "client" else "pet_id"
    if dropped[account] is not None:
        return "account_must_stay" if kept[account] is None else "both_have_accounts"
    return None


def _can_join(field: str, kept: object, dropped: object) -> bool:
    if field not in JOINED or not kept or not dropped:
        return False
    longest, between = JOINED[field]
    return len(str(kept)) + len(between) + len(str(dropped)) <= longest
