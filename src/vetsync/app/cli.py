"""The command `vetsync`: run a node, work off jobs, migrate, describe the API."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from pydantic import ValidationError

from vetsync.app.demo.load import load_demo
from vetsync.app.main import create_app
from vetsync.app.program import Program, prepare
from vetsync.kit.config import Config
from vetsync.kit.db.home import ServerFailed
from vetsync.kit.db.marks import MigrationFailed
from vetsync.kit.db.self_test import UnsafeDatabase
from vetsync.kit.http.server import CannotServe, serve
from vetsync.kit.observe import set_up_logging
from vetsync.kit.storage import CannotStore

cli = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)

DataDir = Annotated[Path | None, typer.Option(help="Where everything of this node is kept")]
Port = Annotated[int, typer.Option(help="0 takes a free one")]
Host = Annotated[str, typer.Option(help="The address to listen on")]


def _config(data_dir: Path | None, demo: bool = False, base_url: str | None = None) -> Config:
    given: dict[str, object] = {"demo": demo} if demo else {}
    if data_dir:
        given["data_dir"] = data_dir.absolute()
    if base_url:
        given["base_url"] = base_url
    config = Config(**given)  # type: ignore[arg-type]  # the rest comes from the environment
    set_up_logging(config.log_level)
    return config


@cli.command()
def run(
    port: Port = 8000,
    host: Host = "127.0.0.1",
    data_dir: DataDir = None,
    demo: Annotated[bool, typer.Option("--demo", help="Load the demo and let everybody be anybody")] = False,
) -> None:
    """Serve the product: starts the database that comes along if none is named, migrates, and listens."""
    config = _config(data_dir, demo)
    with prepare(config) as database:
        program = Program(config, database, before=load_demo if config.demo else None)
        app = create_app(config, program.opened)

        def on_ready(real_port: int) -> None:
            print(f"ready http://{host}:{real_port}", flush=True)

        served = asyncio.run(
            serve(app, host, port, on_ready, program.end_streams, trusted_proxies=config.trusted_proxies)
        )
    if not served:
        sys.exit(1)


@cli.command()
def worker(data_dir: DataDir = None) -> None:
    """Work off jobs in a process of its own, beside nodes that run with VETSYNC_WORKER=false."""
    config = _config(data_dir)
    with prepare(config) as database:
        asyncio.run(Program(config, database).work())


@cli.command()
def migrate(data_dir: DataDir = None) -> None:
    """Bring the database to this version's revision, and stop."""
    with prepare(_config(data_dir)):
        print("The database is up to date.")


@cli.command()
def openapi() -> None:
    """Print the API's description, the demo's own routes included."""
    app = create_app(_config(None, demo=True), Program.unopened)
    schema = msgspec.json.encode(app.openapi_schema.to_schema(), order="deterministic")
    print(msgspec.json.format(schema, indent=1).decode())


def main() -> None:
    try:
        cli()
    except (CannotServe, ServerFailed, MigrationFailed, UnsafeDatabase) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except CannotStore as error:
        print(f"VETSYNC_STORAGE_URL: {error}", file=sys.stderr)
        sys.exit(1)
    except ValidationError as error:
        # Not the error itself: it quotes what was set, which may be an address with a password.
        for fault in error.errors(include_input=False, include_url=False):
            print(f"VETSYNC_{str(fault['loc'][0]).upper()}: {fault['msg']}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
