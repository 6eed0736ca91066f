"""The demo's animals could live: none weighs what its breed does not, and none was seen before it was born."""

from datetime import date, timedelta

import pytest

from vetsync.app.demo import cast
from vetsync.app.demo.records import measured
from vetsync.app.demo.world import ZONE, World, grown_share, invent

TODAY = date(2026, 3, 2)
# Wider than what the demo draws from, by an independent list: kilograms of a grown animal that no vet doubts.
BELIEVED = {
    "Stabij": (15, 30), "Labrador retriever": (22, 40), "Kooikerhondje": (8, 16), "Teckel": (6, 12),
    "Drentsche patrijshond": (18, 33), "Kruising": (5, 45), "Europese korthaar": (2.8, 6.5), "Maine coon": (4, 10),
    "Britse korthaar": (3, 8), "Heilige Birmaan": (2.7, 6.5), "Nederlandse hangoordwerg": (1.2, 2.4),
    "Vlaamse reus": (5, 10), "Kleurdwerg": (0.8, 1.5), "Gladhaar": (0.7, 1.4), "Tessel": (0.7, 1.4),
    "Grasparkiet": (0.025, 0.05), "Kanarie": (0.012, 0.03), "Valkparkiet": (0.07, 0.125),
    "Griekse landschildpad": (0.3, 3), "Baardagame": (0.2, 0.6), "Fret": (0.5, 2.2), "Syrische hamster": (0.08, 0.2),
    "Sluierstaart": (0.03, 0.3),
}  # fmt: skip


@pytest.fixture(scope="module")
def world() -> World:
    return invent(TODAY)


def test_every_weight_lies_in_the_range_of_its_breed_and_age(world: World) -> None:
    weighings = world.weighings()
    for patient in world.patients:
        low, high = (kilograms * 1000 for kilograms in BELIEVED[patient.breed])
        at, grams = weighings[patient.id]
        share = grown_share(patient.species, patient.born_on, at.date())
        assert low * share - 1 <= grams <= high * share + 1, (patient.breed, grams)
        assert low <= patient.grown_grams <= high


def test_what_an_animal_weighs_is_what_its_last_visit_weighed(world: World) -> None:
    weighings = world.weighings()
    last = {visit.patient.id: visit for visit in sorted(world.visits, key=lambda one: one.starts_at)
            if visit.state == "completed"}  # fmt: skip
    assert len(last) > 500
    assert {one: weighings[one] for one in last} == {
        one: (visit.starts_at, visit.grams) for one, visit in last.items()
    }


def test_no_animal_comes_twice_on_a_day(world: World) -> None:
    days = [(visit.patient.id, visit.starts_at.astimezone(ZONE).date()) for visit in world.visits]
    assert len(days) == len(set(days)) > 1_000


def test_every_animal_comes_for_what_its_kind_can_have(world: World) -> None:
    for visit in world.visits:
        assert visit.patient.species in visit.case.species
        assert visit.case in cast.CASES[visit.type_key]
    with_tartar = {
        visit.patient.species for visit in world.visits if "andsteen" in visit.case.finding.diagnosis
    }
    assert with_tartar == {"dog", "cat"}


def test_every_weighing_of_a_visit_lies_in_the_range_of_its_breed_and_age(world: World) -> None:
    for visit in world.visits:
        patient, on = visit.patient, visit.starts_at.date()
        low, high = (kilograms * 1000 for kilograms in BELIEVED[patient.breed])
        share = grown_share(patient.species, patient.born_on, on)
        assert low * share - 1 <= visit.grams <= high * share + 1


def test_nobody_is_seen_before_ten_weeks_of_age(world: World) -> None:
    assert all(
        visit.starts_at.date() - visit.patient.born_on >= timedelta(weeks=10) for visit in world.visits
    )


def test_the_animals_are_the_same_whenever_they_are_invented(world: World) -> None:
    assert invent(TODAY).weighings() == world.weighings()


def test_what_is_measured_is_what_an_animal_of_its_kind_has() -> None:
    believed = {
        "dog": ((375, 393), (60, 140)), "cat": ((378, 393), (120, 220)), "rabbit": ((385, 401), (130, 325)),
        "guinea_pig": ((371, 396), (200, 380)), "ferret": ((377, 400), (170, 300)),
        "hamster": ((360, 380), (250, 500)), "bird": ((395, 425), (150, 500)),
    }  # fmt: skip
    for species in cast.GROWN_GRAMS:
        for number in range(200):
            found = measured(species, number)
            if species in believed:
                (coldest, warmest), (slowest, fastest) = believed[species]
                assert coldest <= (found["temperature_tenths"] or 0) <= warmest
                assert slowest <= (found["pulse_per_minute"] or 0) <= fastest
            else:
                assert found["temperature_tenths"] is None
