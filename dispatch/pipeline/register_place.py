"""Where the register is, who uses it, and how it names the places of files."""

import os
from dataclasses import dataclass
from pathlib import Path

from dispatch.errors import Finding, RegisterError
from dispatch.register.log import Author
from dispatch.register.register import Register, open_register

_URL = "://"


@dataclass(frozen=True, slots=True)
class RegisterPlace:
    """A file of SQLite or the URL of a database, and who acts."""

    place: str
    author: Author

    def open(self) -> Register:
        """The register, made where there is none; RegisterError when it cannot be opened."""
        return open_register(self.place, self.author)

    def open_existing(self) -> Register:
        """The register; RegisterError also when there is no file yet: a mistyped place must not look empty."""
        if not self.exists():
            hint = "chạy lệnh ở thư mục có output/, hoặc chỉ đúng sổ bằng --register"
            empty = Path(self.place).is_file()
            message = "tệp sổ văn bản trống, không còn gì trong đó" if empty else "không tìm thấy sổ văn bản"
            hint = "lấy lại bản sao lưu của sổ; nếu chưa từng có văn bản nào thì xoá tệp này" if empty else hint
            raise RegisterError([Finding("no-register", message, hint, file=self.place)])
        return self.open()

    def exists(self) -> bool:
        """Whether there is a register; of a database that is asked when it is opened.

        An empty file is none: what stood in it is lost, or nothing was entered yet.
        """
        if _URL in self.place:
            return True
        path = Path(self.place)
        return path.exists() and (not path.is_file() or path.stat().st_size > 0)

    def name_of(self, path: Path) -> str:
        """How the register names a file: below its own folder from there, so that both may move; else in full."""
        whole = path.resolve()
        folder = self._folder()
        if folder is not None and whole.is_relative_to(folder):
            return _stored(whole.relative_to(folder))
        return _stored(whole)

    def path_of(self, name: str) -> Path:
        """The file that the register names so."""
        folder, path = self._folder(), Path(os.fsdecode(name.encode()))
        return path if folder is None else folder / path

    def shown(self, name: str) -> str:
        """The file that the register names so, as a command typed in the current folder would name it."""
        path, here = self.path_of(name), Path.cwd()
        return str(path.relative_to(here) if path.is_relative_to(here) else path)

    def _folder(self) -> Path | None:
        """The folder of a register that is a file."""
        return None if _URL in self.place else Path(self.place).resolve().parent


def _stored(path: Path) -> str:
    """A path as text that any database takes; under another locale than UTF-8 the name of a file is not."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
