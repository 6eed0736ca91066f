"""From a template and values to subject, text and HTML, in Dutch or English.

The words stand in `templates/nl.toml` and `en.toml`, one layout wraps them all. Templates run in a sandbox, and
everything that a person typed is escaped in the HTML part.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec
from babel.dates import format_datetime
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

Locale = Literal["nl", "en"]
TEMPLATES = Path(__file__).parent / "templates"
BABEL: dict[Locale, str] = {"nl": "nl_NL", "en": "en_GB"}
LONG: dict[Locale, str] = {"nl": "EEEE d MMMM y 'om' HH:mm", "en": "EEEE d MMMM y 'at' HH:mm"}
SHORT: dict[Locale, str] = {"nl": "EEE d MMM HH:mm", "en": "EEE d MMM HH:mm"}
SUBJECT_LENGTH_MAX = 180
PLATFORM = "VetSync"

_for_html = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
_for_text = SandboxedEnvironment(autoescape=False, undefined=StrictUndefined, trim_blocks=True)


class Rendered(msgspec.Struct, kw_only=True):
    subject: str
    text: str
    html: str


class Draft(msgspec.Struct, kw_only=True):
    """A letter before it is written out. `facts` are (word, value) pairs; `practice` is who it is sent for."""

    to: str
    locale: Locale
    template: str
    values: dict[str, Any]
    facts: Sequence[tuple[str, str]] = ()
    first_name: str | None = None
    practice: str | None = None
    reply_to: str | None = None
    link: str | None = None
    settings_link: str | None = None
    calendar: bytes | None = None


def long_time(at: datetime, zone: str, locale: Locale) -> str:
    """`zondag 29 maart 2026 om 10:30`, as the clock on the practice's wall says."""
    return str(format_datetime(at, LONG[locale], tzinfo=ZoneInfo(zone), locale=BABEL[locale]))


def short_time(at: datetime, zone: str, locale: Locale) -> str:
    """`zo 29 mrt 10:30`."""
    return str(format_datetime(at, SHORT[locale], tzinfo=ZoneInfo(zone), locale=BABEL[locale]))


@cache
def catalogue(locale: Locale) -> dict[str, dict[str, Any]]:
    """Every template's words in one language."""
    return tomllib.loads((TEMPLATES / f"{locale}.toml").read_text(encoding="utf-8"))


@cache
def _layout(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def render(draft: Draft) -> Rendered:
    subject = _one_line(_say(_for_text, catalogue(draft.locale)[draft.template]["subject"], draft.values))
    return Rendered(
        subject=subject,
        text=_compiled(False, _layout("layout.txt")).render(_parts(_for_text, draft, subject)),
        html=_compiled(True, _layout("layout.html")).render(_parts(_for_html, draft, subject)),
    )


def _parts(environment: SandboxedEnvironment, draft: Draft, subject: str) -> dict[str, Any]:
    words = catalogue(draft.locale)["words"]
    letter = catalogue(draft.locale)[draft.template]
    greeting = words["greeting"] if draft.first_name else words["greeting_unknown"]
    footer = words["sent_by_practice"] if draft.practice else words["sent_by_platform"]
    people = {"first_name": draft.first_name, "practice": draft.practice}
    paragraphs = [_say(environment, paragraph, draft.values) for paragraph in letter["paragraphs"]]
    return {
        "locale": draft.locale,
        "subject": subject,
        "sender": draft.practice or PLATFORM,
        "heading": _say(environment, letter["heading"], draft.values),
        "greeting": _say(environment, greeting, people),
        "paragraphs": [paragraph for paragraph in paragraphs if paragraph.strip()],
        "facts": [(words[word], value) for word, value in draft.facts if value],
        "link": draft.link if "button" in letter else None,
        "button": letter.get("button", ""),
        "footer": _say(environment, footer, people),
        "settings_link": draft.settings_link,
        "words": words,
    }


def _say(environment: SandboxedEnvironment, source: str, values: Mapping[str, Any]) -> str:
    """The sentence with its values, for HTML with the values escaped and marked so."""
    said = _compiled(environment is _for_html, source).render(values)
    return Markup(said) if environment is _for_html else said  # noqa: S704 - escaped by the line above


@cache
def _compiled(html: bool, source: str) -> Template:
    """Sources are our own catalogue's, so the cache is bounded."""
    return (_for_html if html else _for_text).from_string(source)


def _one_line(text: str) -> str:
    """A subject cannot smuggle another header into the letter."""
    return " ".join(text.split())[:SUBJECT_LENGTH_MAX]
