"""How the tables came about: an ordered list of steps, each applied once, all in one transaction.

A step is never changed once a register somewhere has taken it; a new one is added at the end. The
statements are SQL that SQLite and PostgreSQL both read, except where a step names the database.
"""

from sqlalchemy import Connection, func, inspect, select, text

from dispatch.errors import Finding, RegisterError
from dispatch.register.schema import schema_version

_LETTERS = """
CREATE TABLE letters (
    id {key}, file VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, kind VARCHAR NOT NULL, period VARCHAR NOT NULL,
    unit VARCHAR NOT NULL, dossier VARCHAR NOT NULL, vintage VARCHAR NOT NULL, symbol VARCHAR NOT NULL,
    regime VARCHAR NOT NULL, year INTEGER NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN ('draft', 'submitted', 'signed', 'issued', 'replaced', 'withdrawn')),
    number INTEGER CHECK (number > 0), day DATE, series VARCHAR,
    UNIQUE (series, number),
    CHECK ((number IS NULL) = (day IS NULL) AND (number IS NULL) = (series IS NULL)),
    CHECK (state NOT IN ('issued', 'replaced') OR number IS NOT NULL)
)
"""

_EVENTS = """
CREATE TABLE events (
    id {key}, letter INTEGER NOT NULL REFERENCES letters (id), at VARCHAR NOT NULL, who VARCHAR NOT NULL,
    what VARCHAR NOT NULL, state_before VARCHAR, state_after VARCHAR NOT NULL, note VARCHAR NOT NULL
)
"""

_KEYS = {"sqlite": "INTEGER PRIMARY KEY AUTOINCREMENT", "postgresql": "SERIAL PRIMARY KEY"}
_PROTECTED = (("events", "UPDATE"), ("events", "DELETE"), ("letters", "DELETE"))


def _first(dialect: str) -> list[str]:
    """Letters and their events; what happened can be neither changed nor taken back."""
    tables = [statement.format(key=_KEYS[dialect]) for statement in (_LETTERS, _EVENTS)]
    indexes = [
        "CREATE INDEX letters_by_file ON letters (file)",
        "CREATE INDEX letters_by_sha256 ON letters (sha256)",
        "CREATE INDEX letters_by_year ON letters (year)",
        "CREATE INDEX events_by_letter ON events (letter)",
    ]
    return [*tables, *indexes, *_APPEND_ONLY[dialect]]


def _copies_and_successors(dialect: str) -> list[str]:
    """What the book tells beside number and date; files made from a letter; which letter replaces which."""
    texts = [f"ALTER TABLE letters ADD COLUMN {name} VARCHAR NOT NULL DEFAULT ''" for name in _SECOND_COLUMNS]
    return [
        *texts,
        "ALTER TABLE letters ADD COLUMN replaces INTEGER REFERENCES letters (id)",
        "ALTER TABLE letters ADD COLUMN relation VARCHAR CHECK (relation IN ('replaces', 'amends', 'corrects'))",
        _COPIES.format(key=_KEYS[dialect]),
        "CREATE INDEX letters_by_fingerprint ON letters (fingerprint)",
        "CREATE INDEX letters_by_replaces ON letters (replaces)",
        "CREATE INDEX copies_by_sha256 ON copies (sha256)",
        "CREATE INDEX copies_by_text ON copies (text)",
        "CREATE INDEX copies_by_file ON copies (file)",
    ]


def _types(_dialect: str) -> list[str]:
    """The name of a letter's type (tên loại), which stands before its subject in the book."""
    return ["ALTER TABLE letters ADD COLUMN type_name VARCHAR NOT NULL DEFAULT ''"]


def _books(dialect: str) -> list[str]:
    """The books that were exported, by which one that nobody has written into since is known."""
    return [f"CREATE TABLE books (id {_KEYS[dialect]}, file VARCHAR NOT NULL, sha256 VARCHAR NOT NULL)"]


_SECOND_COLUMNS = ("unit_set", "form", "fingerprint", "subject", "signer", "recipients", "printed")
_COPIES = """
CREATE TABLE copies (
    id {key}, letter INTEGER NOT NULL REFERENCES letters (id),
    form VARCHAR NOT NULL CHECK (form IN ('clean', 'issued')),
    file VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, text VARCHAR NOT NULL
)
"""

_REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION USING MESSAGE = 'append-only: ' || TG_TABLE_NAME; END $$
"""

_APPEND_ONLY = {
    "sqlite": [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        for table, verb in _PROTECTED
    ],
    "postgresql": [
        _REFUSE_CHANGE,
        *(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            for table, verb in (*_PROTECTED, ("events", "TRUNCATE"), ("letters", "TRUNCATE"))
        ),
    ],
}

STEPS = (_first, _copies_and_successors, _types, _books)


def migrate(connection: Connection, upto: int = len(STEPS)) -> None:
    """Bring an empty or older register to step `upto`, inside the caller's transaction.

    RegisterError when a newer program made it: this one would not understand what it says.
    """
    present = version(connection)
    if present > len(STEPS):
        message = f"sổ văn bản do phiên bản mới hơn của chương trình lập (lược đồ {present}, ở đây {len(STEPS)})"
        hint = "cài phiên bản mới của dispatch trên máy này; sổ không bị thay đổi"
        raise RegisterError([Finding("register-newer", message, hint)])
    if not present:
        connection.execute(text("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)"))
    for number, step in enumerate(STEPS[present:upto], present + 1):
        for statement in step(connection.dialect.name):
            connection.exec_driver_sql(statement)
        connection.execute(schema_version.insert().values(version=number))


def version(connection: Connection) -> int:
    """How many steps this register has taken; 0 for an empty database."""
    if not inspect(connection).has_table(schema_version.name):
        return 0
    return int(connection.execute(select(func.coalesce(func.max(schema_version.c.version), 0))).scalar_one())
