"""Settings, read once from the environment (`VETSYNC_…`) or from files in a secrets folder."""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from vetsync.kit.http.address import is_loopback
from vetsync.kit.storage import is_bucket


class Config(BaseSettings):
    """Every setting of a node, with a default that makes a single machine work without any of them."""

    model_config = SettingsConfigDict(env_prefix="VETSYNC_", secrets_dir=None, extra="ignore")

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
    metrics_token: Annotated[str, Field(min_length=16)] | None = None
    """What Prometheus shows to read the figures; without it they are for this machine alone."""
    anonymous_per_second: Annotated[float, Field(ge=0)] = 10
    """How many requests an address may send without being signed in, in the long run; 0 sets no limit."""
    anonymous_burst: Annotated[int, Field(ge=1)] = 600
    """And how many at once."""
    demo: bool = False
    worker: bool = True
    """Whether this process also runs background jobs."""
    pool_size_max: Annotated[int, Field(ge=2, le=100)] = 10
    smtp_url: str | None = None
    """`smtp://user:password@host:587`; without it letters are laid in `<data_dir>/mail`."""
    mail_from: str = "VetSync <no-reply@vetsync.example>"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    web_dir: Path | None = None
    """The built client; default: `web/dist` beside the source tree, or the copy inside the wheel."""

    @field_validator("storage_url")
    @classmethod
    def _is_bucket(cls, given: str | None) -> str | None:
        if given is not None and not is_bucket(given):
            raise ValueError("it must look like s3://bucket/path, gs://bucket/path or az://account/container")
        return given

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
