"""Two validators of .docx files, and the rendering of one by LibreOffice.

Each function raises where its program is absent or does not answer: that is not "no findings".
`make tools` installs the programs.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NODE_PROGRAMS = ROOT / "tools" / "validators" / "node_modules" / ".bin"

# Far above what a letter takes; a program that hangs must not hang the tests.
VALIDATION_SECONDS = 120
RENDERING_SECONDS = 300


class ToolError(Exception):
    """A program that the tests need is absent or failed."""


def validate_sdk(*documents: Path) -> list[str]:
    """Findings of the Open XML SDK: one line for each, with the name of the file."""
    program = _program("ooxml-validator", NODE_PROGRAMS)
    # The variable would put another validator in the place of the pinned one.
    environment = {name: value for name, value in os.environ.items() if name != "OOXML_VALIDATOR_CLI"}
    findings: list[str] = []
    for document in _present(documents):
        # The program takes one file.
        answer = _run([program, str(document)], allowed=(0, 1), env=environment).stdout
        result = json.loads(answer)
        if result["ok"] != (not result["errors"]):
            raise ToolError(f"ooxml-validator contradicts itself: {answer}")
        findings += [
            f"{document.name}: {error['errorType']} {error['id']}: {error['description']}"
            f" [{error['path']} {error['xPath']}]"
            for error in result["errors"]
        ]
    return findings


def validate_integrity(*documents: Path) -> list[str]:
    """Findings of ooxml-integrity, warnings and worse: one line for each, with the name of the file."""
    # pip puts the program next to the interpreter.
    program = _program("ooxml-integrity", Path(sys.executable).parent)
    paths = [str(document) for document in _present(documents)]
    check = [program, "check", "--json", "--no-config", "--fail-on", "warn"]
    answer = _run([*check, *paths], allowed=(0, 1)).stdout
    files = json.loads(answer)["files"]
    if len(files) != len(paths):
        raise ToolError(f"ooxml-integrity did not check every file: {answer}")
    return [
        f"{Path(file['path']).name}: {finding['severity']} {finding['code']}: {finding['message']}"
        for file in files
        for finding in file["findings"]
        if finding["severity"] != "info"
    ]


def render_pdf(document: Path, out_dir: Path) -> Path:
    """The document as a PDF in `out_dir`, by LibreOffice."""
    return render_pdfs([document], out_dir)[0]


def render_pdfs(documents: Sequence[Path], out_dir: Path) -> list[Path]:
    """The documents as PDFs in `out_dir`, by one start of LibreOffice, which takes longer than a letter."""
    # Without the filter, LibreOffice takes a broken .docx for text and renders the bytes.
    return _converted(documents, out_dir, ".pdf", "pdf:writer_pdf_Export", "--infilter=MS Word 2007 XML")


def render_without_comments(document: Path, out_dir: Path) -> Path:
    """The document as a PDF: a comment is printed as a sign that hides words."""
    target = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"false"}}'
    return _converted([document], out_dir, ".pdf", target, "--infilter=MS Word 2007 XML")[0]


def resave_docx(documents: Sequence[Path], out_dir: Path) -> list[Path]:
    """The documents (.docx, .fodt, …) as LibreOffice saves them as .docx, by one start of it."""
    return _converted(documents, out_dir, ".docx", "docx:MS Word 2007 XML")


def _converted(documents: Sequence[Path], out_dir: Path, suffix: str, target: str, *options: str) -> list[Path]:
    _present(documents)
    made = [out_dir / f"{document.stem}{suffix}" for document in documents]
    if len(set(made)) != len(made):
        raise ValueError("two documents of one name would become one file")
    if set(made) & set(documents):
        raise ValueError("a document would be written over itself")
    out_dir.mkdir(parents=True, exist_ok=True)
    for each in made:
        each.unlink(missing_ok=True)  # what is there afterwards is new
    # LibreOffice allows one process for each user profile: a profile of its own lets tests run side by side.
    with tempfile.TemporaryDirectory(prefix="soffice-", ignore_cleanup_errors=True) as profile:
        done = _run(
            [
                *(_program("soffice"), f"-env:UserInstallation={Path(profile).resolve().as_uri()}"),
                *("--headless", "--norestore", *options, "--convert-to", target, "--outdir", str(out_dir)),
                *(str(document) for document in documents),
            ],
            seconds=RENDERING_SECONDS,
        )
    # LibreOffice ends with status 0 for a file that it cannot read, too.
    absent = [each.name for each in made if not each.is_file()]
    if absent:
        raise ToolError(f"LibreOffice did not write {', '.join(absent)}: {done.stdout}{done.stderr}")
    return made


def pdf_fonts(pdf: Path) -> set[str]:
    """Families of the fonts in a PDF: "LiberationSerif" for "BAAAAA+LiberationSerif-Bold"."""
    _present([pdf])
    # Two lines of heading, then one line for each font; its name has no spaces.
    lines = _run([_program("pdffonts"), str(pdf)]).stdout.splitlines()[2:]
    names = (line.split(maxsplit=1)[0] for line in lines)
    return {re.sub(r"^[A-Z]{6}\+", "", name).split("-", 1)[0] for name in names}


def pdf_pages(pdf: Path) -> list[str]:
    """The text of each page of a PDF, laid out as on the page."""
    _present([pdf])
    text = _run([_program("pdftotext"), "-layout", "-enc", "UTF-8", str(pdf), "-"]).stdout
    return text.split("\f")[:-1]  # each page ends with a form feed


def _program(name: str, folder: Path | None = None) -> str:
    found = shutil.which(name, path=None if folder is None else str(folder))
    if found is None:
        raise ToolError(f"{name} is not {'on the PATH' if folder is None else f'in {folder}'}: make tools")
    return found


def _present(files: Iterable[Path]) -> list[Path]:
    present = list(files)
    if not present:
        raise ValueError("no files")
    for file in present:
        if not file.is_file():
            raise FileNotFoundError(file)
    return present


def _run(
    command: list[str],
    *,
    allowed: tuple[int, ...] = (0,),
    seconds: int = VALIDATION_SECONDS,
    env: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=env,
        stdin=subprocess.DEVNULL,
        timeout=seconds,
    )
    if done.returncode not in allowed:
        raise ToolError(f"{command[0]} ended with status {done.returncode}: {done.stdout}{done.stderr}")
    return done
