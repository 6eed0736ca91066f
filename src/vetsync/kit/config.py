"""Settings, read once from the environment (`VETSYNC_…`) or from files in a secrets folder."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


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
    base_url: str = "http://127.0.0.1:8000"
    """The address people type; links in e-mails begin with it, and https makes cookies Secure."""
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

    @property
    def keys_path(self) -> Path:
        return self.keys_dir or self.data_dir / "keys"

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")
