"""Both databases: every test that takes `place` runs on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine

from tests.register.postgresql import server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of databases of a server that lives as long as this process of the tests."""
    with server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty register, as the command line names it."""
    if request.param == "sqlite":
        return str(tmp_path / "output" / "register.sqlite3")
    url: str = request.getfixturevalue("postgresql")
    name = f"register_{uuid4().hex}"
    engine = create_engine(
        url.format(name="postgres").replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return url.format(name=name)
