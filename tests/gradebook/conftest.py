"""Gradebooks to try: a new one in a file, one of the first schema, and one in a PostgreSQL server of the tests' own."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sql

HERE = Path(__file__).parent
_URL = "AUTOGRADER_TEST_POSTGRES"  # a database that tests may empty, where no server can be started


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gradebook.sqlite"


@pytest.fixture
def old(path: Path) -> Path:
    """A gradebook as the first schema's grader left it: two students, one of whom handed in twice, and marks."""
    connection = sqlite3.connect(path)
    connection.executescript((HERE / "schema_1.sql").read_text(encoding="utf-8"))
    connection.close()
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL server's database, with a password in it."""
    if _URL in os.environ:
        yield os.environ[_URL]
        return
    programs = _programs()
    if programs is None:
        pytest.skip(f"no PostgreSQL: neither initdb and pg_ctl are here, nor is {_URL} set")
    with tempfile.TemporaryDirectory(prefix="ag-pg-") as folder:
        yield from _serve(programs, Path(folder))


@pytest.fixture
def postgres(server: str) -> str:
    """The URL, with nothing in the database."""
    pytest.importorskip("psycopg")
    engine = sql.create_engine(server)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA IF EXISTS public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Each kind of database in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/shared.sqlite"
    return str(request.getfixturevalue("postgres"))


def _programs() -> Path | None:
    """The folder of a server's programs."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((f for f in folders if (f / "initdb").exists() and (f / "pg_ctl").exists()), None)


def _serve(programs: Path, folder: Path) -> Iterator[str]:
    """Runs a server of one's own, as an ordinary user, for PostgreSQL refuses to run as root."""
    user = _ordinary_user()
    if user:
        folder.chmod(0o755)
        shutil.chown(folder, user)
    data, secret, log = folder / "data", folder / "secret", folder / "log"
    secret.write_text("s3cret\n", encoding="utf-8")
    if user:
        shutil.chown(secret, user)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    account = ["-U", "tester", "--auth=scram-sha-256", f"--pwfile={secret}"]
    _run(user, programs / "initdb", "-D", data, *account, "-E", "UTF8", "--no-sync")
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off"
    try:
        _run(user, programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
        yield f"postgresql+psycopg://tester:s3cret@127.0.0.1:{port}/postgres"
    finally:
        _run(user, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _ordinary_user() -> str | None:
    """Whom to become where we are root."""
    if os.geteuid() != 0:
        return None
    import pwd  # there is none on Windows

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


def _run(user: str | None, *command: object) -> None:
    """Raises: CalledProcessError; what pg_ctl starts must not keep our pipes open."""
    subprocess.run(
        [str(part) for part in command],
        user=user,
        cwd="/",
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
