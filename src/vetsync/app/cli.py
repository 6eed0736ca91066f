"""The command `vetsync`: run a node, work off jobs, migrate, describe the API."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from vetsync.app.demo.load import load_demo
from vetsync.app.demo.people import log_ins
from vetsync.app.keys_cli import keys
from vetsync.app.main import create_app
from vetsync.app.program import Program, prepare
from vetsync.kit.config import BadSetting, Config, read_config
from vetsync.kit.db.home import ServerFailed
from vetsync.kit.db.marks import MigrationFailed
from vetsync.kit.db.self_test import UnsafeDatabase
from vetsync.kit.http.server import CannotServe, serve
from vetsync.kit.observe import set_up_logging
from vetsync.kit.storage import CannotStore

data_dir_option = click.option(
    "--data-dir", type=click.Path(path_type=Path), help="Where everything of this node is kept."
)


@click.group(help=__doc__)
def cli() -> None:
    pass


cli.add_command(keys)


def _config(data_dir: Path | None, *, demo: bool = False, port: int = 0) -> Config:
    """Whoever says no address to the public is reached on this machine, at `port`."""
    given: dict[str, Any] = {"demo": True} if demo else {}
    if data_dir:
        given["data_dir"] = data_dir.absolute()
    here = {"VETSYNC_BASE_URL": f"http://127.0.0.1:{port}"} if port else {}
    config = read_config(here | os.environ, **given)
    set_up_logging(config.log_level)
    return config


@cli.command()
@click.option("--port", default=8000, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--demo", is_flag=True, help="Load the demo and let everybody be anybody.")
@data_dir_option
def run(port: int, host: str, demo: bool, data_dir: Path | None) -> None:
    """Serve the product: starts the database that comes along if none is named, migrates, and listens."""
    config = _config(data_dir, demo=demo, port=port)
    with prepare(config) as database:
        program = Program(config, database, before=load_demo if config.demo else None)
        app = create_app(config, program.opened)

        def on_ready(real_port: int) -> None:
            if config.demo:
                # A script reads one line from standard output, so what people read stands beside it.
                print(log_ins(), file=sys.stderr, flush=True)
            print(f"ready http://{host}:{real_port}", flush=True)

        served = asyncio.run(
            serve(app, host, port, on_ready, program.end_streams, trusted_proxies=config.trusted_proxies)
        )
    if not served:
        sys.exit(1)


@cli.command()
@data_dir_option
def worker(data_dir: Path | None) -> None:
    """Work off jobs in a process of its own, beside nodes that run with VETSYNC_WORKER=false."""
    config = _config(data_dir)
    with prepare(config) as database:
        asyncio.run(Program(config, database).work())


@cli.command()
@data_dir_option
def migrate(data_dir: Path | None) -> None:
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
    except (BadSetting, CannotServe, ServerFailed, MigrationFailed, UnsafeDatabase) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except CannotStore as error:
        print(f"VETSYNC_STORAGE_URL: {error}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
