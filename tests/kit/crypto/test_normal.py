"""Spellings of one value meet in one form; what is no value of the kind is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetsync.kit.crypto.normal import normal_chip, normal_email, normal_phone
from vetsync.kit.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        (" Anna@Example.ORG ", "anna@example.org"),
        ("zoe\u0308@example.org", "zoë@example.org"),
        ("anna@bücher.example", "anna@xn--bcher-kva.example"),
        ("anna+vet@example.org", "anna+vet@example.org"),
    ],
)
def test_spellings_of_an_address_meet(typed: str, normal: str) -> None:
    assert normal_email(typed) == normal
    assert normal_email(normal) == normal


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "anna",
        "@",
        "anna@",
        "@example.org",
        "an na@x.org",
        "a@b@c",
        "a@.org",
        "a\0@b.org",
        "a@" + "b" * 300,
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        normal_email(typed)
    assert (refused.value.field, refused.value.problem_code) == ("email", "bad_email")


@given(st.text())
def test_any_text_is_either_an_address_in_its_final_form_or_refused(text: str) -> None:
    try:
        normal = normal_email(text)
    except Invalid:
        return
    assert normal_email(normal) == normal


@pytest.mark.parametrize(
    "typed", ["020-123 4567", "+31 20 1234567", "0031201234567", "(020) 1234567", "+31 (0)20 1234567"]
)
def test_spellings_of_a_dutch_number_meet(typed: str) -> None:
    assert normal_phone(typed) == "+31201234567"


def test_a_number_from_elsewhere_keeps_its_country() -> None:
    assert normal_phone("+32 2 123 45 67") == "+3221234567"
    assert normal_phone("02 123 45 67", "BE") == "+3221234567"


@pytest.mark.parametrize("typed", ["", "anna", "12", "+999123456789", "0" * 40])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        normal_phone(typed)


def test_a_chip_number_is_its_digits() -> None:
    assert normal_chip("528 140.000 123 456") == normal_chip("５２８140000123456") == "528140000123456"
    for typed in ("", "12345", "abc", "1" * 16):
        with pytest.raises(Invalid):
            normal_chip(typed)
