"""Settings, read once from the environment (`VETSYNC_…`)."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin
from urllib.parse import urlsplit

import msgspec

from vetsync.kit.http.address import is_loopback
from vetsync.kit.storage import is_bucket

PREFIX = "VETSYNC_"
TRUTH = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}


class BadSetting(ValueError):
    """A setting cannot be used. Quotes nothing of what was set, which may be an address with a password."""

    def __init__(self, name: str, reason: str):
        super().__init__(f"{PREFIX}{name.upper()}: {reason}")


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """Every setting of a node, with a default that makes a single machine work without any of them."""

    data_dir: Path = Path.home() / ".local" / "share" / "vetsync"
    database_url: str | None = None
    """The app's own weak log-in on a server of one's own; without it the embedded server starts."""
    database_owner_url: str | None = None
    """The log-in that migrates and provisions; needed with `database_url`."""
    keys_dir: Path | None = None
    """Where keys live; never inside the database folder. Default: `<data_dir>/keys`."""
    storage_url: str | None = None
    """The bucket that keeps files, `s3://bucket/path`, `gs://…` or `az://…`; without it `<data_dir>/files` does."""
    base_url: str = "http://127.0.0.1:8000"
    """The address people type; links in e-mails begin with it, and https makes cookies Secure."""
    trusted_proxies: str = ""
    """Addresses or networks, separated by commas, whose `X-Forwarded-For` is believed; of nobody else's."""
    metrics_token: Annotated[str, msgspec.Meta(min_length=16)] | None = None
    """What Prometheus shows to read the figures; without it they are for this machine alone."""
    anonymous_per_second: Annotated[float, msgspec.Meta(ge=0)] = 10
    """How many requests an address may send without being signed in, in the long run; 0 sets no limit."""
    anonymous_burst: Annotated[int, msgspec.Meta(ge=1)] = 600
    """And how many at once."""
    demo: bool = False
    worker: bool = True
    """Whether this process also runs background jobs."""
    pool_size_max: Annotated[int, msgspec.Meta(ge=2, le=100)] = 10
    smtp_url: str | None = None
    """`smtp://user:password@host:587`; without it letters are laid in `<data_dir>/mail`."""
    mail_from: str = "VetSync <no-reply@vetsync.example>"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    web_dir: Path | None = None
    """The built client; default: `web/dist` beside the source tree, or the copy inside the wheel."""

    def __post_init__(self) -> None:
        if self.storage_url is not None and not is_bucket(self.storage_url):
            reason = "it must look like s3://bucket/path, gs://bucket/path or az://account/container"
            raise BadSetting("storage_url", reason)

    @property
    def keys_path(self) -> Path:
        return self.keys_dir or self.data_dir / "keys"

    @property
    def serves_this_machine_only(self) -> bool:
        """People type an address that leads nowhere but here, so no proxy speaks for others on this machine."""
        return is_loopback(urlsplit(self.base_url).hostname)

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")


def read_config(environment: Mapping[str, str] = os.environ, **given: Any) -> Config:
    """What the environment sets, and `given` before it. Raises BadSetting."""
    settings: dict[str, Any] = {}
    for field in msgspec.structs.fields(Config):
        said = environment.get(PREFIX + field.name.upper())
        if said:
            settings[field.name] = _read(field.name, field.type, said)
    return Config(**(settings | given))


def _read(name: str, kind: Any, said: str) -> Any:
    if kind is bool:
        if said.lower() not in TRUTH:
            raise BadSetting(name, "it must be true or false")
        return TRUTH[said.lower()]
    if get_origin(kind) is Literal and said not in get_args(kind):
        raise BadSetting(name, f"it must be one of {', '.join(get_args(kind))}")
    try:
        return msgspec.convert(said, kind, strict=False, dec_hook=_to_path)
    except msgspec.ValidationError as error:
        raise BadSetting(name, str(error)) from None


def _to_path(kind: type, said: object) -> Path:
    if kind is not Path:
        raise NotImplementedError
    return Path(str(said)).expanduser()
