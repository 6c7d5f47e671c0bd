"""Open a register: a file of SQLite, or a PostgreSQL database by its URL; what fails is said in Vietnamese."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from dispatch.errors import Finding, RegisterError
from dispatch.register.migrations import STEPS, migrate, version

WAIT_SECONDS = 15
_POSTGRESQL = "postgresql+psycopg"
# Any number will do, as long as every version of the program asks for the same.
_MIGRATION_LOCK = 30_2020_18
_BUSY = ("database is locked", "lock timeout", "LockNotAvailable")


def engine_for(place: str) -> Engine:
    """The database at a path or URL, its tables brought up to date.

    A SQLite file and its folder are made when they are not there. RegisterError when it cannot be
    opened, is no register, or was made by a newer program.
    """
    with explained(place):
        url = _url(place)
        if url.get_backend_name() == "sqlite":
            if url.database:
                _make_folder(Path(url.database).parent)
            arguments: dict[str, object] = {"timeout": WAIT_SECONDS, "isolation_level": None}
        else:
            arguments = {"connect_timeout": WAIT_SECONDS, "options": f"-c lock_timeout={WAIT_SECONDS}s"}
        engine = create_engine(url, poolclass=NullPool, connect_args=arguments)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _set_up_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        _bring_up_to_date(engine)
        return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that reads; it sees one state of the register."""
    with explained(), engine.connect().execution_options(reading=True) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes, one at a time in the whole register; an exception takes all of it back."""
    with explained(), engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("LOCK TABLE letters IN SHARE ROW EXCLUSIVE MODE")
        yield connection


@contextmanager
def explained(place: str = "") -> Iterator[None]:
    """Turn what a database says into a message; a password in a URL is never repeated."""
    try:
        yield
    except ModuleNotFoundError:
        hint = 'cài thêm bằng lệnh: pip install "dispatch[postgresql]"'
        raise RegisterError([Finding("no-driver", "máy này chưa có bộ kết nối PostgreSQL", hint)]) from None
    except ArgumentError:
        hint = "viết một đường dẫn tệp, hoặc postgresql://người-dùng@máy-chủ/tên-cơ-sở-dữ-liệu"
        message = "nơi đặt sổ văn bản viết không đúng"
        raise RegisterError([Finding("bad-register", message, hint)]) from None
    except SQLAlchemyError as error:
        raise RegisterError([_told(error, place)]) from error


def _told(error: SQLAlchemyError, place: str) -> Finding:
    said = str(error.orig) if isinstance(error, DatabaseError) else str(error)
    if any(sign in said for sign in _BUSY):
        message = f"sổ văn bản đang có người khác ghi, chờ {WAIT_SECONDS} giây chưa xong"
        return Finding("register-busy", message, "chờ một lát rồi chạy lại lệnh; chưa có gì thay đổi")
    if "not a database" in said or "malformed" in said:
        hint = "lấy lại bản sao lưu của sổ, hoặc chuyển tệp này đi nơi khác"
        return Finding("not-a-register", "tệp này không phải sổ văn bản hoặc đã hỏng", hint, file=_name(place))
    if isinstance(error, OperationalError):
        hint = "kiểm tra đường dẫn, quyền đọc và ghi, máy chủ và mạng"
        return Finding("register-unavailable", "không mở được hoặc không ghi được sổ văn bản", hint, file=_name(place))
    return Finding("register-fault", "sổ văn bản không nhận thao tác này", "xem lại tệp sổ hoặc cơ sở dữ liệu")


def _name(place: str) -> str | None:
    """The file as it was named; a URL may hold a password and is not repeated."""
    return place if place and "://" not in place else None


def _url(place: str) -> URL:
    if "://" not in place:
        return URL.create("sqlite", database=place)
    url = make_url(place)
    if url.drivername in {"postgresql", "postgres", _POSTGRESQL}:
        return url.set(drivername=_POSTGRESQL)
    if url.drivername == "sqlite":
        return url
    message = f"không dùng được cơ sở dữ liệu loại “{url.drivername}”"
    raise RegisterError([Finding("bad-register", message, "dùng tệp SQLite hoặc postgresql://…")])


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        hint = "kiểm tra đường dẫn và quyền ghi, hoặc chọn nơi khác bằng --register"
        message = "không tạo được thư mục của sổ văn bản"
        raise RegisterError([Finding("register-unavailable", message, hint, file=str(folder))]) from None


def _set_up_sqlite(connection: SqliteConnection, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    """Take the lock of a writer at once: two who first read and then wrote would stop each other."""
    only_reads = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


def _bring_up_to_date(engine: Engine) -> None:
    with engine.connect().execution_options(reading=True) as connection, connection.begin():
        if version(connection) == len(STEPS):
            return
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
        migrate(connection)
