"""The parts of a workbook as a stream of elements, within a budget that a whole file shares."""

from xml.parsers import expat

from dispatch.readers.refusals import refusal
from dispatch.readers.xlsx.archive import Archive

# 20,000 rows of 20 cells, each with its value.
MAX_TAGS = 1_700_000
MAX_CHARACTERS = 10_000_000
# expat scans an unfinished tag or comment again with every chunk: beyond this length that takes minutes.
_MAX_TOKEN = 4 * 1024 * 1024


class Handler:
    """Takes the elements of a part; names are "<namespace> <local name>". Alone it lets all pass."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text, maybe in several pieces."""


class OverBudgetError(Exception):
    """The file holds more than any table of statistics."""


class BrokenPartError(Exception):
    """The part is XML, but not what a workbook may hold there."""


class DoctypeError(Exception):
    """The part has a DOCTYPE that the gate did not see."""


class Budget:
    """What may still be taken in from one file: tags, and characters to be kept."""

    def __init__(self, tags: int = MAX_TAGS, characters: int = MAX_CHARACTERS) -> None:
        self._tags, self._characters = tags, characters

    def spend_tags(self, count: int) -> None:
        """Take `count` tags off; OverBudgetError when there are none left."""
        self._tags -= count
        if self._tags < 0:
            raise OverBudgetError

    def spend_characters(self, count: int) -> None:
        """Take `count` characters off; OverBudgetError when there are none left."""
        self._characters -= count
        if self._characters < 0:
            raise OverBudgetError


def parse_part(archive: Archive, part: str, handler: Handler, budget: Budget) -> None:
    """Send the elements of a part to `handler`.

    Raises InputError when the part is missing or damaged, is not well-formed XML, or holds too much.
    """
    try:
        _feed(archive, part, _parser(handler), budget)
    except OverBudgetError:
        raise refusal("too-much-content", archive.name) from None
    except DoctypeError:
        raise refusal("doctype", archive.name, part=part) from None
    except (expat.ExpatError, BrokenPartError):
        raise refusal("damaged-part", archive.name, part=part) from None


def _parser(handler: Handler) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise DoctypeError


def _feed(archive: Archive, part: str, parser: expat.XMLParserType, budget: Budget) -> None:
    fed = 0
    for chunk in archive.chunks(part):
        # Counting bytes is a hundred times faster than counting in the handler.
        budget.spend_tags(chunk.count(b"<"))
        parser.Parse(chunk, False)
        fed += len(chunk)
        if fed - parser.CurrentByteIndex > _MAX_TOKEN:
            raise BrokenPartError
    parser.Parse(b"", True)
