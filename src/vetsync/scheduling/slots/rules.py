"""Whether an appointment type can be carried out. Pure."""

from collections.abc import Collection

from vetsync.kit.errors import Invalid


def require_people(kinds: Collection[str], needs: Collection[str]) -> None:
    """Who does a visit is a person, and cannot at the same time be the paravet who assists."""
    if not set(kinds) <= {"vet", "paravet"}:
        raise Invalid(code="not_a_person", field="resource_ids")
    if "paravet" in kinds and "paravet" in needs:
        raise Invalid(code="paravet_needed_twice", field="needs")


def require_prices(price_min_cents: int | None, price_max_cents: int | None) -> None:
    if price_max_cents is not None and (price_min_cents is None or price_max_cents < price_min_cents):
        raise Invalid(code="prices_out_of_order", field="price_max_cents")
