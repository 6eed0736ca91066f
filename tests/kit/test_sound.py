"""Names that are taken for each other sound alike, and others do not."""

import pytest

from vetsync.kit.sound import sound_of, sound_of_word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jansen", "Janssen"), ("Meijer", "Meyer"), ("Meijer", "Meier"), ("Philips", "Filips"), ("Carla", "Karla"),
        ("Theo", "Teo"), ("Schmidt", "Schmit"), ("Visser", "Fisser"), ("IJsbrand", "Eisbrand"), ("Bosch", "Bos"),
        ("Ligthart", "Lichthart"), ("Alex", "Aleks"), ("Zandstra", "Sandstra"), ("de Vries", "Vreis"),
        ("Bella", "Blela"), ("Zoë", "Soe"), ("Wolkenkamp", "Woleknkamp"), ("van den Berg", "van der Berg"),
        ("Dijkstra", "Dykstra"), ("Cees", "Sees"), ("Boterberg", "Bootterberg"), ("Ĳzer", "Yser"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("Jansen", "Hansen"), ("Bakker", "Dekker"), ("Smit", "Smid de Boer"), ("Anna", "Onno")]
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert sound_of(one) != sound_of(other)


def test_every_word_but_the_particles_is_kept_apart() -> None:
    assert sound_of("Sanne van der Berg-Bakker") == " sn brg bkr "
    assert (sound_of("van der"), sound_of("1234"), sound_of_word("-")) == ("", "", "")
