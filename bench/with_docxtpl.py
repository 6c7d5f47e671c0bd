"""docxtpl in its documented use: open the template, render the context, save."""

from pathlib import Path

from docxtpl import DocxTemplate

from bench.contenders import names_of
from bench.templates import docxtpl_context, docxtpl_template
from bench.workload import Printed


class Docxtpl:
    """Writes letters from a template made from the workload's first letter."""

    def __init__(self, workload: Printed, template: Path) -> None:
        names = names_of(workload)
        template.write_bytes(docxtpl_template(workload.writer.write(workload.letters[0]), names))
        self._template = template
        self._contexts = [docxtpl_context(letter, names) for letter in workload.letters]

    def write(self, number: int, target: Path) -> None:
        """Make letter `number` and save it at `target`."""
        template = DocxTemplate(self._template)
        template.render(self._contexts[number], autoescape=True)
        template.save(target)
