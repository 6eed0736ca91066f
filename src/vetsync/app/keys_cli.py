"""`vetsync keys`: what an operator does to the keys of tenants."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from vetsync.app.keys import WAITED, leaves_at
from vetsync.app.parts import Parts
from vetsync.app.program import Program, prepare
from vetsync.kit.config import read_config
from vetsync.kit.crypto.errors import KeyDestroyed
from vetsync.kit.db.gate import CORE
from vetsync.kit.db.work import Tenant
from vetsync.kit.observe import set_up_logging
from vetsync.tenancy.errors import NotInThisState, PracticeSuspended, PracticeUnknown

data_dir_option = click.option(
    "--data-dir", type=click.Path(path_type=Path), help="Where everything of this node is kept."
)


@click.group(help="Rotate the keys of tenants, or end them.")
def keys() -> None:
    pass


@keys.command()
@click.option("--tenant", help="The name in the practice's addresses.")
@click.option("--all", "everybody", is_flag=True, help="Every open tenant, and the shared schema.")
@data_dir_option
def rotate(tenant: str | None, everybody: bool, data_dir: Path | None) -> None:
    """Seal with a new key from now on; a job seals anew what is there, while everybody works on."""
    if everybody == (tenant is not None):
        _refuse("Say either --tenant or --all.")

    async def act(parts: Parts) -> None:
        tenants = (
            [CORE, *await parts.tenants.all()] if everybody else [await _open_tenant(parts, str(tenant))]
        )
        for one in tenants:
            version = await parts.key_ring.rotate(one)
            click.echo(f"{one.slug or 'shared'}: key version {version} seals from now on; the rest is a job.")

    _with_parts(data_dir, act)


@keys.command()
@click.option("--tenant", required=True, help="The name in the practice's addresses.")
@click.option("--confirm", default="", help="The same name once more, for the last step.")
@click.option("--take-back", is_flag=True, help="Do not leave after all.")
@data_dir_option
def destroy(tenant: str, confirm: str, take_back: bool, data_dir: Path | None) -> None:
    """Make everything of a tenant unreadable for good: it is suspended, then it waits, then its keys go."""

    async def act(parts: Parts) -> None:
        if take_back:
            await parts.key_ring.take_back(tenant)
            click.echo(f"{tenant} is suspended again; its keys stay.")
            return
        found, gone = await parts.key_ring.destroy(tenant, confirmed=confirm == tenant)
        if gone:
            click.echo(f"The keys of {tenant} are destroyed.")
        else:
            last = f"{leaves_at(found):%Y-%m-%d %H:%M} UTC"
            click.echo(f"{tenant} leaves. After {last} say this again with --confirm {tenant}.")

    _with_parts(data_dir, act)


async def _open_tenant(parts: Parts, slug: str) -> Tenant:
    return await parts.tenants.by_slug(slug)


def _with_parts(data_dir: Path | None, act: Callable[[Parts], Awaitable[None]]) -> None:
    given: dict[str, Any] = {"data_dir": data_dir.absolute()} if data_dir else {}
    config = read_config(**given)
    set_up_logging(config.log_level)

    async def acting(program: Program) -> None:
        async with program.quiet() as parts:
            await act(parts)

    with prepare(config) as database:
        try:
            asyncio.run(acting(Program(config, database)))
        except PracticeUnknown:
            _refuse("There is no such practice.")
        except PracticeSuspended:
            _refuse("This practice is suspended; its keys can be rotated when it is resumed.")
        except KeyDestroyed:
            _refuse("The keys of this practice were destroyed.")
        except NotInThisState as error:
            _refuse(_why(error))


def _why(error: NotInThisState) -> str:
    if error.code == "not_yet":
        return f"Keys are kept for {WAITED.days} days: not before {error.data['until']}."
    if error.code == "not_confirmed":
        return "Nothing brings the keys back. Say --confirm with the practice's name."
    return f"The practice is {error.data['state']}: suspend it first; only one that leaves can be taken back."


def _refuse(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(1)
