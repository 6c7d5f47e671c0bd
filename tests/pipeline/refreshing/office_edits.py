"""Edit letters as an officer would, through LibreOffice's own API.

Run by the Python that has LibreOffice's module `uno`, in a process of its own:
python3 office_edits.py TASKS.json PROFILE ANSWER.json. TASKS is a list of {"source", "target", "steps": [[name,
choice], …]}; a step that a document has no place for is passed over. A task with "settle" ("accept", "reject" or
"") instead of a target settles the tracked changes of its source. ANSWER has, for each task, the steps done or the
texts then shown.
"""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

WORD, ODT, DOC = "MS Word 2007 XML", "writer8", "MS Word 97"
ENDINGS = {WORD: ".docx", ODT: ".odt", DOC: ".doc"}
START_SECONDS = 60


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Desk:
    """A running LibreOffice."""

    def __init__(self, profile):
        pipe = f"dispatch{abs(hash(profile)) % 10**9}"
        command = [
            shutil.which("soffice"),
            "--headless",
            "--norestore",
            "--invisible",
            f"--accept=pipe,name={pipe};urp;",
        ]
        user = f"-env:UserInstallation={pathlib.Path(profile).resolve().as_uri()}"
        quiet = subprocess.DEVNULL
        # A session of its own: soffice starts further processes, which have to end with it.
        self.process = subprocess.Popen([*command, user], stdout=quiet, stderr=quiet, start_new_session=True)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                self.context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:  # until it listens
                if time.monotonic() > end or self.process.poll() is not None:
                    self.kill()
                    raise
                time.sleep(0.2)
        self.services = self.context.ServiceManager
        self.desktop = self.services.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)

    def open(self, path):
        url = pathlib.Path(path).resolve().as_uri()
        return self.desktop.loadComponentFromURL(url, "_blank", 0, (prop("Hidden", True),))

    def save(self, document, path, kind):
        document.storeToURL(pathlib.Path(path).resolve().as_uri(), (prop("FilterName", kind),))

    def dispatch(self, document, command):
        helper = self.services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", self.context)
        helper.executeDispatch(document.CurrentController.Frame, command, "", 0, ())

    def close(self):
        with contextlib.suppress(Exception):  # it may have gone with an answer on its way
            self.desktop.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self):
        if hasattr(os, "killpg"):
            os.killpg(self.process.pid, signal.SIGKILL)
        else:
            self.process.kill()


class Officer:
    """What can be done to one open letter; `choice` picks the place."""

    def __init__(self, desk, document, word):
        self.desk, self.document, self.word = desk, document, word
        self.text = document.Text

    def paragraphs(self):
        found, walk = [], self.text.createEnumeration()
        while walk.hasMoreElements():
            each = walk.nextElement()
            if each.supportsService("com.sun.star.text.Paragraph") and len(each.String) > 60:
                found.append(each)
        return found

    def figures(self):
        marks = self.document.Bookmarks
        names = [name for name in marks.ElementNames if name.startswith("_f")]
        return [marks.getByName(name) for name in sorted(names) if marks.getByName(name).Anchor.String.strip()]

    def tables(self):
        tables = self.document.TextTables
        found = [tables.getByIndex(number) for number in range(tables.Count)]
        return [table for table in found if table.Rows.Count > 10]

    def cursor(self, paragraph, choice):
        cursor = self.text.createTextCursorByRange(paragraph.Start)
        cursor.goRight(10 + choice % (len(paragraph.String) - 30), False)
        return cursor

    def types_in_a_sentence(self, choice):
        paragraph = self.paragraphs()[choice % len(self.paragraphs())]
        self.text.insertString(self.cursor(paragraph, choice), f" {self.word} ", False)

    def changes_a_figure(self, choice):
        figure = self.figures()[choice % len(self.figures())]
        figure.Anchor.setString(f"99,{choice % 90 + 10}%")

    def types_over_a_figure_key_by_key(self, choice):
        anchor = self.figures()[choice % len(self.figures())].Anchor
        cursor = anchor.Text.createTextCursorByRange(anchor)
        cursor.setString("9")
        cursor.collapseToEnd()
        for key in f"8,{choice % 90 + 10}%":
            anchor.Text.insertString(cursor, key, False)
            cursor.collapseToEnd()

    def deletes_a_paragraph(self, choice):
        self.paragraphs()[choice % len(self.paragraphs())].dispose()

    def splits_a_paragraph(self, choice):
        cursor = self.cursor(self.paragraphs()[choice % len(self.paragraphs())], choice)
        self.text.insertControlCharacter(cursor, 0, False)

    def merges_two_paragraphs(self, choice):
        cursor = self.text.createTextCursorByRange(self.paragraphs()[choice % len(self.paragraphs())].End)
        if cursor.goRight(1, True):
            cursor.setString("")

    def inserts_a_row(self, choice):
        table = self.tables()[choice % len(self.tables())]
        place = 2 + choice % (table.Rows.Count - 3)
        table.Rows.insertByIndex(place, 1)
        table.getCellByPosition(1, place).setString(self.word)

    def inserts_a_column(self, choice):
        table = self.tables()[choice % len(self.tables())]
        table.Columns.insertByIndex(table.Columns.Count, 1)
        table.getCellByPosition(table.Columns.Count - 1, 0).setString(self.word)

    def deletes_a_row(self, choice):
        table = self.tables()[choice % len(self.tables())]
        table.Rows.removeByIndex(1 + choice % (table.Rows.Count - 1), 1)

    def sorts_a_table(self, choice):
        table = self.tables()[choice % len(self.tables())]
        whole = table.getCellRangeByPosition(0, 1, table.Columns.Count - 1, table.Rows.Count - 1)
        whole.sort(table.createSortDescriptor())

    def copies_a_paragraph(self, choice):
        paragraph = self.paragraphs()[choice % len(self.paragraphs())]
        controller = self.document.CurrentController
        controller.select(self.text.createTextCursorByRange(paragraph))
        copied = controller.getTransferable()
        controller.select(self.text.createTextCursorByRange(paragraph.End))
        self.text.insertControlCharacter(paragraph.End, 0, False)
        controller.insertTransferable(copied)

    def tracks_and_accepts(self, choice):
        self.tracked(choice, ".uno:AcceptAllTrackedChanges")

    def tracks_and_rejects(self, choice):
        self.tracked(choice, ".uno:RejectAllTrackedChanges")

    def tracks_and_leaves(self, choice):
        self.tracked(choice, "")

    def tracked(self, choice, then):
        self.document.RecordChanges = True
        self.changes_a_figure(choice)
        self.types_in_a_sentence(choice)
        self.document.RecordChanges = False
        if then:
            self.desk.dispatch(self.document, then)


def edited(desk, task):
    """Do the steps of a task one by one; a saving under another format is a step as well."""
    path, done = task["source"], []
    document = desk.open(path)
    for number, (name, choice) in enumerate(task["steps"]):
        if name in ("through_odt", "through_doc"):
            for kind in (ODT if name == "through_odt" else DOC, WORD):
                between = f"{task['target']}.{number}{ENDINGS[kind]}"
                desk.save(document, between, kind)
                document.close(True)
                document = desk.open(between)
            done.append(name)
            continue
        try:
            getattr(Officer(desk, document, f"từ{number}gõ"), name)(choice)
            done.append(name)
        except (IndexError, ZeroDivisionError):
            pass
    desk.save(document, task["target"], WORD)
    document.close(True)
    return done


def settled(desk, task):
    """What a document shows when its changes are accepted, or rejected: paragraphs, and cells row by row."""
    document = desk.open(task["source"])
    if task["settle"]:
        desk.dispatch(document, f".uno:{task['settle'].title()}AllTrackedChanges")
    shown, walk = [], document.Text.createEnumeration()
    while walk.hasMoreElements():
        each = walk.nextElement()
        if each.supportsService("com.sun.star.text.Paragraph"):
            shown.append(each.String)
        else:
            shown += [f"{name}|{each.getCellByName(name).String}" for name in each.CellNames]
    document.close(True)
    return shown


def main():
    tasks, profile, answer = sys.argv[1:]
    desk = Desk(profile)
    try:
        found = [
            settled(desk, task) if "settle" in task else edited(desk, task)
            for task in json.loads(pathlib.Path(tasks).read_text(encoding="utf-8"))
        ]
        pathlib.Path(answer).write_text(json.dumps(found), encoding="utf-8")
    finally:
        desk.close()


if __name__ == "__main__":
    main()
