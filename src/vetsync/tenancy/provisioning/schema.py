"""The blocking step of provisioning: roles, schema and tables, through the log-in that may make them."""

import psycopg

from vetsync.kit.db.provision import create_tenant
from vetsync.tenancy.provisioning.service import MakeSchema


def schema_maker(provisioner_dsn: str) -> MakeSchema:
    """Making is one transaction, so a schema that exists is whole, whoever made it."""

    def make(schema: str, role: str) -> None:
        try:
            create_tenant(provisioner_dsn, schema, role)
        except (psycopg.errors.DuplicateSchema, psycopg.errors.DuplicateObject):
            return

    return make
