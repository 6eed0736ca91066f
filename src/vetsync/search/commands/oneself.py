"""What somebody asks for themself alone: to leave, another look or another language. Only a whole line asks for it."""

from collections.abc import Iterable
from typing import Literal

from vetsync.search.commands.words import Intent

Choice = Literal["light", "dark", "nl", "en"]
Wish = tuple[Intent, Choice | None]

_LEAVING = "log uit, uitloggen, log me uit, log out, logout, log me out, sign out, afmelden"
_THEME_FRAMES = (
    "{}", "{} thema", "{} theme", "{} mode", "{} modus", "thema {}", "theme {}", "weergave {}", "appearance {}",
)  # fmt: skip
_LANGUAGE_FRAMES = (
    "taal {}", "language {}", "{} taal", "{} language", "in het {}", "in {}", "schakel naar {}", "switch to {}",
)  # fmt: skip
_THEMES: dict[Choice, str] = {"dark": "donker, donkere, dark", "light": "licht, lichte, light"}
_LANGUAGES: dict[Choice, str] = {"nl": "nederlands, nederlandse, dutch", "en": "engels, engelse, english"}


def _said(names: dict[Choice, str], frames: Iterable[str], intent: Intent) -> dict[str, Wish]:
    return {
        frame.format(name): (intent, choice)
        for choice, listed in names.items()
        for name in listed.split(", ")
        for frame in frames
    }


WISHES: dict[str, Wish] = {
    **dict.fromkeys(_LEAVING.split(", "), ("log_out", None)),
    **_said(_THEMES, _THEME_FRAMES, "theme"),
    **_said(_LANGUAGES, _LANGUAGE_FRAMES, "language"),
}
"""Folded lines and what they ask for. "donker" alone is a name as well, so it is looked for too."""
