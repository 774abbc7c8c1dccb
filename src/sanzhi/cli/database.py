"""Bring the database up: the embedded server, two roles, and what the application's role may do."""

import os
import subprocess
import sys

import psycopg
from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from sanzhi.kit import postgres

OWNER, APP = "sanzhi_owner", "sanzhi_app"
ROLE = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"


def start_server() -> postgres.Server | None:
    """The embedded server, running; None when the county runs its own."""
    return postgres.ensure_running(settings.SANZHI_HOME) if settings.SANZHI_EMBEDDED else None


def make_database(server: postgres.Server, name: str) -> None:
    """Both roles and the database `name`, owned by the owner; safe to repeat."""
    with psycopg.connect(server.url(), autocommit=True) as superuser:
        for role in (OWNER, APP):
            _make_role(superuser, role, postgres.secret(server.home, role))
        if not superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            superuser.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER))
            )
        superuser.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
        superuser.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(name), sql.Identifier(APP))
        )


def grant_the_application(owner_url: str, app_role: str) -> None:
    """What the application may do with every table the owner makes from now on: work with rows, no more."""
    with psycopg.connect(owner_url) as owner:
        for statement in (
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
            "GRANT USAGE ON SCHEMA public TO {app}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {app}",
        ):
            owner.execute(sql.SQL(statement).format(app=sql.Identifier(app_role)))


def migrations_waiting() -> int:
    """How many migrations the database has not seen yet."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> None:
    """Bring the tables up to date."""
    _as_owner("sanzhi.cli.migrating", "--no-input", "-v0", name="migrate")


def _as_owner(module: str, *arguments: str, name: str) -> None:
    """A management command as the owner of the tables: in a process of its own, for ours is the application."""
    environment = {**os.environ, "SANZHI_ROLE": "owner"}
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        reason = done.stderr.strip().splitlines()[-1]
        raise CommandError(f"{name} failed: {reason} (all of it: SANZHI_ROLE=owner sanzhi manage {name})")


def make_cache() -> None:
    """The table behind the cache, as its owner; nothing happens when it is there."""
    with connection.cursor() as cursor:
        if settings.CACHES["default"]["LOCATION"] in connection.introspection.table_names(cursor):
            return
    _as_owner("django", "createcachetable", name="createcachetable")


def _make_role(superuser: psycopg.Connection, role: str, password: str) -> None:
    known = superuser.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    statement = sql.SQL("{} ROLE {} {} PASSWORD {}").format(
        sql.SQL("ALTER" if known else "CREATE"), sql.Identifier(role), sql.SQL(ROLE), sql.Literal(password)
    )
    superuser.execute(statement)
