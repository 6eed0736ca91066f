"""The blocking step of provisioning: roles, schema and tables, through the log-in that may make them."""

from functools import partial

from vetsync.kit.db.provision import ensure_tenant
from vetsync.tenancy.provisioning.service import MakeSchema


def schema_maker(provisioner_dsn: str) -> MakeSchema:
    return partial(ensure_tenant, provisioner_dsn)
