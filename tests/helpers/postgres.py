"""A throw-away PostgreSQL cluster from the system's package, on a socket in a temporary folder only."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Identifier

from tests.helpers.made_database import make_tables

_PACKAGES = Path("/usr/lib/postgresql")
_START_S = 60


def postgres_programs() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``, of the newest version installed."""
    found = sorted(_PACKAGES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def running_postgres(programs: Path) -> Iterator[Path]:
    """Gives the folder of the socket; trust authentication, because only this machine's users reach it."""
    folder = Path(tempfile.mkdtemp(prefix="ronda-pg-"))
    prefix = _as_nobody(folder)
    data = folder / "data"
    quick = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=16MB"
    options = f"-c listen_addresses='' -k {folder} {quick}"
    try:
        initdb = [str(programs / "initdb"), "-D", str(data), "-U", "ronda", "-A", "trust", "--no-sync", "-E", "UTF8"]
        _run([*prefix, *initdb, "--locale=C"], folder)
        control = [*prefix, str(programs / "pg_ctl"), "-D", str(data), "-w"]
        _run([*control, "-t", str(_START_S), "-l", str(folder / "log"), "-o", options, "start"], folder)
        try:
            yield folder
        finally:
            _run([*control, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_nobody(folder: Path) -> list[str]:
    # PostgreSQL refuses to run as root.
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "nobody")
    return ["runuser", "-u", "nobody", "--"]


def _run(command: list[str], folder: Path) -> None:
    # The output goes nowhere: the server inherits it and would keep a pipe open.
    done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        log = folder / "log"
        raise AssertionError(f"{command} ended with {done.returncode}: {log.read_text() if log.exists() else ''}")


def fresh_database(socket_folder: Path) -> str:
    """Makes a database that has this version's tables and nothing in them, and gives its URL."""
    return _created(socket_folder, _template(socket_folder))


@cache
def _template(socket_folder: Path) -> str:
    """One for each cluster: a database is copied sooner than its tables are made."""
    url = _created(socket_folder, "template0")
    make_tables(url)
    return url.removeprefix("postgresql://ronda@/").partition("?")[0]


def _created(socket_folder: Path, template: str) -> str:
    name = f"ronda_{uuid4().hex}"
    with psycopg.connect(host=str(socket_folder), user="ronda", dbname="postgres", autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))
    return f"postgresql://ronda@/{name}?host={socket_folder}"
