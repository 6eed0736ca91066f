"""Finding a practice: with typos, by city, near by, open now in its own zone, page by page."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from msgspec import structs

from tests.conftest import Clock
from tests.directory.places import VACCINE, Place, Span, publish
from tests.tenancy.people import STRANGER
from vetsync.directory.errors import PlaceNeeded
from vetsync.directory.public.feed import feed
from vetsync.directory.public.rules import tokens_of
from vetsync.directory.public.schemas import PracticeCard, Search
from vetsync.kit.db.gate import Gate
from vetsync.kit.errors import Invalid

pytestmark = pytest.mark.anyio

ZWOLLE = Place(1, "Dierenkliniek De Zwaluwhof", "Zwolle", 52.5168, 6.0830, services=("laboratory", "dental"))
AMSTERDAM = Place(2, "Kattenkliniek Amstel", "Amsterdam", 52.3676, 4.9041, species=("cat",), types=(VACCINE,))
UTRECHT = Place(3, "Dierenartsen Domstad", "Utrecht", 52.0907, 5.1214, services=("imaging",))
ROTTERDAM = Place(4, "Dierenkliniek Maaszicht", "Rotterdam", 51.9244, 4.4777, species=("dog", "rabbit"))
NOWHERE = Place(5, "Mobiele dierenarts Zoë Łuczak", "Meppel")
ALL = (ZWOLLE, AMSTERDAM, UTRECHT, ROTTERDAM, NOWHERE)


async def found(gate: Gate, limit: int = 30, **wanted: object) -> list[PracticeCard]:
    return (await feed(gate, STRANGER, Search(**wanted), None, limit)).items


async def names(gate: Gate, **wanted: object) -> list[str]:
    return [card.name for card in await found(gate, **wanted)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("zwaluwhof", ZWOLLE),
        ("Zwaluwhoff", ZWOLLE),
        ("dirnkliniek zwalufhof", ZWOLLE),
        ("AMSTERDAM", AMSTERDAM),
        ("amstrdam", AMSTERDAM),
        ("utrect", UTRECHT),
        ("rotterdm", ROTTERDAM),
        ("zoe", NOWHERE),
        ("luczak", NOWHERE),
        ("rontgen", UTRECHT),
        ("echografi", UTRECHT),
        ("vacinatie", AMSTERDAM),
        ("zwal", ZWOLLE),
    ],
)
async def test_a_practice_is_found_however_it_is_spelt(gate: Gate, typed: str, first: Place) -> None:
    await publish(gate, *ALL)
    assert (await names(gate, q=typed))[:1] == [first.name]


@pytest.mark.parametrize(
    "typed",
    [
        "hamster",
        "Hamsters",
        "konijn",
        "konijnen",
        "rabbits",
        "vogel",
        "birds",
        "hamst",
        "konijn zwolle",
        "hamster's",
    ],
)
async def test_the_word_for_an_animal_finds_who_can_be_booked_for_it(gate: Gate, typed: str) -> None:
    small = structs.replace(
        VACCINE, key="small", name_nl="Klein", name_en="Small", species=["hamster", "rabbit", "bird"]
    )
    await publish(gate, replace(ZWOLLE, types=(VACCINE, small)), AMSTERDAM, UTRECHT)
    assert await names(gate, q=typed) == [ZWOLLE.name]


@pytest.mark.parametrize("typed", ["kat", "katten", "cat", "cats"])
async def test_a_kind_of_visit_without_species_is_for_all_that_the_practice_treats(
    gate: Gate, typed: str
) -> None:
    for_all = structs.replace(VACCINE, species=[])
    await publish(
        gate,
        replace(ROTTERDAM, types=(for_all,)),
        replace(UTRECHT, types=(for_all,), species=("cat",)),
        replace(ZWOLLE, types=(), species=("cat",)),
    )
    assert await names(gate, q=typed) == [UTRECHT.name]


async def test_a_short_word_for_an_animal_is_not_the_beginning_of_another_word(gate: Gate) -> None:
    visiting = replace(ZWOLLE, services=("home_visits",), types=(VACCINE,))
    called_so = replace(UTRECHT, name="Dierenarts Vogel", types=(VACCINE,))
    await publish(gate, visiting, called_so)
    assert await names(gate, q="vis") == []
    assert await names(gate, q="visits") == [visiting.name]
    assert await names(gate, q="vogel") == [called_so.name]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("katten", replace(ZWOLLE, name="Kattenkliniek Zwolle")),
        ("paarden", replace(ZWOLLE, name="De Paardenkliniek")),
        ("vogel", replace(ZWOLLE, city="Vogelenzang")),
        ("kat", replace(ZWOLLE, city="Katwijk")),
    ],
)
async def test_a_word_for_an_animal_may_begin_the_name_or_the_city(
    gate: Gate, typed: str, place: Place
) -> None:
    await publish(gate, place, UTRECHT)
    assert await names(gate, q=typed) == [place.name]


async def test_who_treats_cats_does_not_stand_behind_a_city_that_begins_so(gate: Gate) -> None:
    for_cats = replace(UTRECHT, types=(structs.replace(VACCINE, species=["cat"]),))
    by_the_sea = replace(ROTTERDAM, city="Katwijk", lat=52.2, lon=4.4)
    await publish(gate, by_the_sea, for_cats)
    near_utrecht = {"lat": 52.09, "lon": 5.12}
    assert await names(gate, q="kat", **near_utrecht) == [for_cats.name, by_the_sea.name]


async def test_every_word_must_fit_something(gate: Gate) -> None:
    await publish(gate, *ALL)
    assert await names(gate, q="dierenkliniek rotterdam") == [ROTTERDAM.name]
    assert await names(gate, q="kliniek xyzzyplugh") == []


async def test_signs_that_mean_something_in_sql_are_only_letters(gate: Gate) -> None:
    await publish(gate, *ALL)
    for typed in ("%", "_", "'; drop table core.tenant; --", "\\", "100%", "(", "*"):
        await names(gate, q=typed)
    everything = await found(gate)
    assert len(everything) == len(ALL)
    assert {card.distance_m for card in everything} == {None}
    assert tokens_of("'; -- %") == []


async def test_near_me_gives_distances_in_order_and_leaves_out_what_is_too_far(gate: Gate) -> None:
    await publish(gate, *ALL)
    cards = await found(gate, lat=52.0907, lon=5.1214, sort="distance")
    assert [card.city for card in cards] == ["Utrecht", "Amsterdam", "Rotterdam", "Zwolle", "Meppel"]
    assert cards[0].distance_m == 0
    assert cards[1].distance_m == pytest.approx(34_140, rel=0.01)
    assert cards[4].distance_m is None
    near = await found(gate, lat=52.0907, lon=5.1214, radius_km=40)
    assert {card.city for card in near} == {"Utrecht", "Amsterdam"}


async def test_near_me_works_across_the_date_line(gate: Gate) -> None:
    await publish(gate, Place(9, "Pacific Vets", "Taveuni", -16.8, 179.98, zone="Pacific/Fiji"))
    cards = await found(gate, lat=-16.8, lon=-179.98, radius_km=10)
    assert [card.name for card in cards] == ["Pacific Vets"]
    assert cards[0].distance_m == pytest.approx(4_258, rel=0.02)


async def test_a_distance_without_a_place_is_refused(gate: Gate) -> None:
    for wanted in ({"sort": "distance"}, {"radius_km": 5.0}, {"lat": 52.0}):
        with pytest.raises(PlaceNeeded):
            await found(gate, **wanted)


async def test_species_service_and_kind_of_visit_narrow_the_list(gate: Gate) -> None:
    await publish(gate, *ALL)
    assert await names(gate, species="rabbit") == [ROTTERDAM.name]
    assert await names(gate, service="tandheelkunde") == [ZWOLLE.name]
    assert await names(gate, service="Rontgen") == [UTRECHT.name]
    assert await names(gate, type="vaccine") == [AMSTERDAM.name]
    assert (await found(gate, type="vaccine"))[0].price_from_cents == 5800


async def test_a_service_is_found_by_its_key_and_by_its_name_in_either_language(gate: Gate) -> None:
    await publish(gate, *ALL)
    for word in ("dental", "gebit", "Dentistry"):
        assert await names(gate, service=word) == [ZWOLLE.name], word
        assert (await names(gate, q=word))[0] == ZWOLLE.name, word


@pytest.mark.parametrize(
    ("moment", "opens_at"),
    [
        ("2026-03-02T07:00:00Z", None),
        ("2026-03-02T06:59:59Z", "2026-03-02T07:00:00Z"),
        ("2026-03-06T16:30:00Z", "2026-03-09T07:00:00Z"),
        ("2026-03-28T12:00:00Z", "2026-03-30T06:00:00Z"),
        ("2026-04-03T16:30:00Z", "2026-04-07T08:00:00Z"),
    ],
)
async def test_a_closed_practice_says_when_it_opens_over_weekends_clock_changes_and_holidays(
    gate: Gate, clock: Clock, moment: str, opens_at: str | None
) -> None:
    clock.now = datetime.fromisoformat(moment)
    holidays: dict[str, Span] = {"2026-04-06": (None, None), "2026-04-07": ("10:00", "12:00")}
    await publish(gate, Place(7, "With holidays", "Zwolle", dated=holidays))
    card = (await found(gate))[0]
    assert card.opens_at == (datetime.fromisoformat(opens_at) if opens_at else None)


async def test_a_card_says_what_its_visit_costs_and_until_when_it_can_be_cancelled(gate: Gate) -> None:
    await publish(gate, Place(8, "With prices", "Zwolle", types=(VACCINE,)), Place(9, "Without", "Zwolle"))
    priced, silent = await found(gate, sort="name")
    assert (silent.price_from_cents, silent.price_to_cents, silent.notice_minutes) == (None, None, None)
    assert (priced.price_from_cents, priced.price_to_cents, priced.notice_minutes) == (5800, 7400, 1440)
    assert priced.next_slot_name_en == "Vaccination"


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-03-02T07:00:00Z", True),
        ("2026-03-02T06:59:59Z", False),
        ("2026-03-02T16:29:59Z", True),
        ("2026-03-02T16:30:00Z", False),
        ("2026-03-30T06:00:00Z", True),
        ("2026-03-30T15:30:00Z", False),
        ("2026-03-01T10:00:00Z", False),
    ],
)
async def test_open_now_is_told_by_the_practices_own_clock_in_winter_and_summer(
    gate: Gate, clock: Clock, moment: str, is_open: bool
) -> None:
    clock.now = datetime.fromisoformat(moment)
    await publish(gate, ZWOLLE)
    card = (await found(gate))[0]
    assert (card.is_open_now, card.open_until) == (is_open, "17:30" if is_open else None)
    assert len(await found(gate, open_now=True)) == int(is_open)


async def test_the_same_moment_is_open_here_and_closed_there(gate: Gate, clock: Clock) -> None:
    clock.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    await publish(
        gate,
        ZWOLLE,
        Place(6, "Curaçao Vets", "Willemstad", zone="America/Curacao"),
        Place(7, "Kathmandu Vets", "Kathmandu", zone="Asia/Kathmandu"),
    )
    assert {card.zone for card in await found(gate, open_now=True)} == {"Europe/Amsterdam", "Asia/Kathmandu"}
    clock.now = datetime(2026, 3, 2, 12, 15, tzinfo=UTC)
    assert {card.zone for card in await found(gate, open_now=True)} == {"Europe/Amsterdam", "America/Curacao"}


async def test_a_dated_exception_replaces_the_weekly_hours_of_its_date(gate: Gate, clock: Clock) -> None:
    await publish(
        gate,
        Place(1, "Closed on Monday the 2nd", "A", dated={"2026-03-02": (None, None)}),
        Place(2, "Open late on Monday the 2nd", "B", dated={"2026-03-02": ("20:00", "24:00")}),
    )
    clock.now = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    assert await found(gate, open_now=True) == []
    clock.now = datetime(2026, 3, 2, 22, 59, tzinfo=UTC)
    late = await found(gate, open_now=True)
    assert [(card.name, card.open_until) for card in late] == [("Open late on Monday the 2nd", "24:00")]
    clock.now = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
    assert len(await found(gate, open_now=True)) == 2


@pytest.mark.parametrize("sort", ["name", "relevance", "distance", "next_slot"])
async def test_pages_follow_each_other_without_gaps_or_doubles(gate: Gate, sort: str) -> None:
    places = [Place(n, f"Dierenkliniek {n % 4}", "Zwolle", 52 + n / 100, 6.0) for n in range(11)]
    await publish(gate, *places)
    search = Search(q="dierenkliniek", lat=52.0, lon=6.0, sort=sort)
    seen: list[str] = []
    cursor = None
    for _ in range(6):
        page = await feed(gate, STRANGER, search, cursor, 3)
        seen += [card.slug for card in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert len(seen) == 11
    assert set(seen) == {f"p{n}-x" for n in range(11)}
    whole = [card.slug for card in (await feed(gate, STRANGER, search, None, 30)).items]
    assert seen == whole


async def test_an_invented_cursor_is_refused(gate: Gate) -> None:
    for cursor in ("x", "W10", "bm90IGpzb24", "WzEsMiwzXQ"):
        with pytest.raises(Invalid):
            await feed(gate, STRANGER, Search(), cursor, 10)
