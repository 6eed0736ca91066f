"""The blocking step of provisioning: roles, schema and tables, through the log-in that may make them."""

from functools import partial

from vetsync.kit.db.upkeep import make_tenant
from vetsync.tenancy.provisioning.service import MakeSchema


def schema_maker(provisioner_dsn: str) -> MakeSchema:
    return partial(make_tenant, provisioner_dsn)
