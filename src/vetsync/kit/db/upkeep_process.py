"""The process that migrates or makes a tenant: reads one order, does it, and says how it went."""

import sys

import msgspec

from vetsync.kit.db.marks import MigrationFailed, list_places
from vetsync.kit.db.migrate import migrate_core, migrate_tenants
from vetsync.kit.db.provision import ensure_tenant
from vetsync.kit.db.upkeep import MakeTenant, Order, Outcome


def done(order: Order) -> Outcome:
    try:
        if isinstance(order, MakeTenant):
            ensure_tenant(order.dsn, order.schema, order.role)
        else:
            migrate_core(order.dsn)
            migrate_tenants(order.dsn, list_places(order.dsn, order.places))
    except MigrationFailed as failed:
        return Outcome(failed.schema, failed.reason)
    return Outcome()


if __name__ == "__main__":
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    sys.stdout.buffer.write(msgspec.json.encode(done(order)))
