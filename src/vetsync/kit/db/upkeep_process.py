"""The process that migrates or makes a tenant: reads one order, does it, and says how it went."""

import sys

import msgspec
import psycopg

from vetsync.kit.db.marks import MigrationFailed, Place, list_places, list_spares
from vetsync.kit.db.migrate import migrate_core, migrate_tenants
from vetsync.kit.db.provision import ensure_tenant, fill_spares
from vetsync.kit.db.upkeep import SPARES, FillSpares, MakeTenant, Migrate, Order, Outcome


def spares(dsn: str) -> list[Place]:
    with psycopg.connect(dsn) as connection:
        return list_spares(connection)


def done(order: Order) -> Outcome:
    try:
        match order:
            case MakeTenant(dsn, schema, role):
                ensure_tenant(dsn, schema, role)
            case FillSpares(dsn):
                fill_spares(dsn, SPARES)
            case Migrate(dsn, places):
                migrate_core(dsn)
                migrate_tenants(dsn, [*list_places(dsn, places), *spares(dsn)])
                fill_spares(dsn, SPARES)
    except MigrationFailed as failed:
        return Outcome(failed.schema, failed.reason)
    return Outcome()


if __name__ == "__main__":
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    sys.stdout.buffer.write(msgspec.json.encode(done(order)))
