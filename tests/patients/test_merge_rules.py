"""What stays of two that become one, and who may not become one."""

import json
from pathlib import Path
from typing import get_args

import pytest

from vetsync.patients.merging.rules import FIELDS, choices, merged_fields, refusal, suggestion
from vetsync.patients.merging.schemas import Choice, Fields, Refusal

WEB = Path(__file__).parents[2] / "web" / "src"
NOBODY: Fields = {
    **dict.fromkeys(FIELDS["client"], ""), "allows_email": True, "allows_sms": True, "allows_marketing": False,
    "phone": None, "email": None, "state": "active", "user_id": None,
}  # fmt: skip
NONE: Fields = {
    **dict.fromkeys(FIELDS["patient"], ""), "born_on": None, "born_is_estimate": False, "neutered": None, "chip": None,
    "state": "active", "species": "dog", "client_id": "c", "pet_id": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "kept", "dropped", "wanted"),
    [("city", "Assen", "Zwolle", "kept"), ("city", "", "Zwolle", "dropped"), ("city", "Assen", "", "kept"),
     ("sex", "unknown", "male", "dropped"), ("neutered", None, False, "dropped"),
     ("allows_marketing", True, False, "dropped"), ("allows_email", False, True, "kept"),
     ("notes", "belt graag", "komt altijd laat", "both"), ("alert", "bijt", "krabt", "kept")],
)  # fmt: skip
def test_what_is_known_goes_before_what_is_not_and_a_refusal_before_a_permission(
    field: str, kept: object, dropped: object, wanted: Choice
) -> None:
    assert suggestion(field, kept, dropped) == wanted


def test_notes_are_kept_of_both_as_long_as_there_is_room() -> None:
    assert choices("notes", "a", "b") == ["kept", "dropped", "both"]
    assert choices("alert", "a" * 150, "b" * 150) == ["kept", "dropped"]
    assert choices("notes", "a", "a") == ["kept"]
    kept, dropped = NOBODY | {"notes": "belt graag"}, NOBODY | {"notes": "komt laat"}
    assert merged_fields("client", kept, dropped, {}) == {"notes": "belt graag\nkomt laat"}


def test_only_what_changes_is_named_and_a_birth_brings_along_how_sure_it_is() -> None:
    dropped = NONE | {"born_on": "2020-01-01", "born_is_estimate": True, "name": "Bella"}
    assert merged_fields("patient", NONE | {"name": "Bel"}, dropped, {}) == {
        "born_on": "2020-01-01",
        "born_is_estimate": True,
    }
    assert merged_fields(
        "patient", NONE | {"name": "Bel"}, dropped, {"name": "dropped", "born_on": "kept"}
    ) == {"name": "Bella"}


@pytest.mark.parametrize("take", [{"city": "both"}, {"number": "kept"}])
def test_a_choice_that_there_is_not_is_refused(take: dict[str, Choice]) -> None:
    with pytest.raises(LookupError):
        merged_fields("client", NOBODY | {"city": "Assen"}, NOBODY | {"city": "Zwolle"}, take)


def test_whoever_comes_still_is_kept_as_one_who_comes() -> None:
    assert merged_fields("client", NOBODY | {"state": "archived"}, NOBODY, {}) == {"state": "active"}
    assert merged_fields("client", NOBODY, NOBODY | {"state": "archived"}, {}) == {}


@pytest.mark.parametrize(
    ("kept", "dropped", "why"),
    [({}, {}, None), ({"state": "archived"}, {}, None), ({"state": "merged"}, {}, "merged_away"),
     ({"user_id": "a"}, {}, None), ({}, {"user_id": "a"}, "account_must_stay"),
     ({"user_id": "a"}, {"user_id": "b"}, "both_have_accounts")],
)  # fmt: skip
def test_the_one_with_an_account_is_kept_and_of_two_accounts_neither(
    kept: Fields, dropped: Fields, why: Refusal | None
) -> None:
    assert refusal("client", NOBODY | kept, NOBODY | dropped) == why


@pytest.mark.parametrize(
    ("dropped", "why"),
    [({}, None), ({"client_id": "d"}, "owners_differ"), ({"species": "cat"}, "species_differ"),
     ({"state": "deceased"}, "one_is_dead"), ({"pet_id": "p"}, "account_must_stay")],
)  # fmt: skip
def test_only_animals_of_one_client_and_one_kind_become_one(dropped: Fields, why: Refusal | None) -> None:
    assert refusal("patient", NONE, NONE | dropped) == why


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_every_reason_not_to_merge_has_words(locale: str) -> None:
    words = json.loads((WEB / f"locales/{locale}/problems.json").read_text(encoding="utf-8"))
    assert set(get_args(Refusal)) - set(words) == set()
