"""A batch from the dossier to the last file: prepare, plan, write, close."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from dispatch.composition.facts import blank_facts
from dispatch.errors import Finding, OutputError
from dispatch.model.profile import Regime
from dispatch.model.unit import Unit
from dispatch.pipeline.addressees import batch_units, only, prepare_batch
from dispatch.pipeline.batch.closing import Batch, Extras, close_batch
from dispatch.pipeline.batch.cluster import Cluster
from dispatch.pipeline.batch.disk import remove_temporaries
from dispatch.pipeline.batch.engine import Engine, Rules
from dispatch.pipeline.batch.entering import enter_batch, issued_files
from dispatch.pipeline.batch.journal import Journal
from dispatch.pipeline.batch.known import Known, read_known
from dispatch.pipeline.batch.letters import LetterMaker
from dispatch.pipeline.batch.lock import folder_lock
from dispatch.pipeline.batch.plan import Outcome, Planned
from dispatch.pipeline.batch.workers import Workers, copies_processes
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.pipeline.saving import cannot_write

Told = TypeVar("Told", Planned, Outcome)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of a batch: from which dossier into which folder, for which units, by how many processes.

    `scheduler` is the address of a Dask scheduler whose workers do it instead.
    """

    dossier: Path
    out: Path
    templates: Path | None = None
    only: tuple[str, ...] = ()
    workers: int = 1
    rules: Rules = field(default_factory=Rules)
    extras: Extras = field(default_factory=Extras)
    register: RegisterPlace | None = None
    scheduler: str = ""


class BatchRun:
    """One run: its dossier is read when it is made.

    Raises a DispatchError with everything that is wrong with the dossier, its data or its kind.
    """

    def __init__(self, order: Order) -> None:
        self.order = order
        self.prepared = prepare_batch(order.dossier, order.templates)
        self.all_units = batch_units(self.prepared)
        self.units = only(self.all_units, order.only, "--only") if order.only else self.all_units
        self._maker = LetterMaker(self.prepared, self.all_units)

    def warnings(self) -> tuple[Finding, ...]:
        """What an officer should know about all letters of the batch."""
        prepared = self.prepared
        blanks = blank_facts(prepared.facts, self._maker.used)
        return (*prepared.dataset.findings, *prepared.statistics.findings, *blanks)

    def plan(self) -> Iterator[Planned]:
        """What each letter will be, or what stops it; nothing is written, no folder needed."""
        engine = self.engine(Known(self.order.out))
        yield from map(engine.plan, self.units)

    @contextmanager
    def opened(self) -> Iterator["OpenBatch"]:
        """The folder, held by this run alone, and what it needs to write into it.

        Raises OutputError when the folder cannot be written into, or another run has it.
        """
        folder = self.order.out
        with _explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
            with folder_lock(folder):
                remove_temporaries(folder)
                batch = OpenBatch(self, read_known(folder))
                try:
                    yield batch
                finally:
                    batch.close()
                    remove_temporaries(folder)

    def engine(self, known: Known) -> Engine:
        """What makes the letters in this process."""
        return Engine(self.prepared, self._maker, self.order.out, known, self.rules())

    def rules(self) -> Rules:
        """The rules of the order, with what the register says of the folder's letters."""
        order = self.order
        if order.register is None:
            return order.rules
        return replace(order.rules, register=True, issued=issued_files(order.register, self.prepared, order.out))

    @property
    def regime(self) -> Regime:
        """Whether its letters are the State's or the Party's."""
        return self._maker.profile.regime


class OpenBatch:
    """A run that holds its folder: `plan`, then `write`; `findings` are what was to be said after that."""

    def __init__(self, run: BatchRun, known: Known) -> None:
        self._run = run
        self._known = known
        self._engine = run.engine(known)
        self.findings: tuple[Finding, ...] = ()
        self._workers = _workers(run, known, self._engine)

    def plan(self) -> Iterator[Planned]:
        """What each letter will be, or what stops it."""
        told = iter(()) if self._workers is None else self._workers.plans()
        yield from self._completed(told, self._engine.prepare)

    def write(self) -> Iterator[Outcome]:
        """Write the letters; what became of each as it is done. Then the manifest and the list."""
        run, outcomes = self._run, dict[str, Outcome]()
        journal = Journal(run.order.out)
        journal.begin(run.prepared.kind.id, run.prepared.dossier.period.code, len(run.units))
        try:
            for outcome in self._outcomes():
                journal.note(outcome)
                outcomes[outcome.unit.key] = outcome
                yield outcome
            journal.end(Counter(outcome.state for outcome in outcomes.values()))
        finally:
            journal.close()
        order = run.order
        left_out = close_batch(Batch(run.prepared, run.all_units, outcomes, order.out, self._known), order.extras)
        entered = enter_batch(order.register, run.prepared, run.regime, order.out, outcomes)
        self.findings = (*left_out, *entered)

    def close(self) -> None:
        """Make durable what was written; end the workers."""
        if self._workers is not None:
            self._workers.stop()
        self._engine.close()

    def _outcomes(self) -> Iterator[Outcome]:
        told = iter(()) if self._workers is None else self._workers.outcomes()
        yield from self._completed(told, self._engine.process)
        self._engine.flush()

    def _completed(self, told: Iterator[Told], work: Callable[[Unit], Told]) -> Iterator[Told]:
        """What the workers tell; what there are none for, or one that was killed left undone, is done here."""
        done = set[str]()
        for each in told:
            done.add(each.unit.key)
            yield each
        yield from (work(unit) for unit in self._run.units if unit.key not in done)


def _workers(run: BatchRun, known: Known, engine: Engine) -> Workers | Cluster | None:
    if run.order.scheduler:
        return Cluster(run.order.scheduler, EngineAgain(_for_worker(run)), run.units)
    if run.order.workers == 1:
        return None
    if not copies_processes():
        return Workers(EngineAgain(_for_worker(run)), run.units, run.order.workers)
    engine.plan(run.units[0])  # what all letters have in common is made once, and copied
    return Workers(partial(run.engine, known), run.units, run.order.workers)


def _for_worker(run: BatchRun) -> Order:
    """The order for a process that works elsewhere: whole paths; the register stays with its parent."""
    order = run.order
    templates = order.templates.resolve() if order.templates else None
    dossier, out = order.dossier.resolve(), order.out.resolve()
    return replace(order, dossier=dossier, out=out, templates=templates, rules=run.rules(), register=None)


@dataclass(frozen=True, slots=True)
class EngineAgain:
    """What makes the engine of a worker that is no copy of its parent: the dossier is read again."""

    order: Order

    def __call__(self) -> Engine:
        """The engine, with what the folder holds now."""
        return BatchRun(self.order).engine(read_known(self.order.out))


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """What the system says about the folder or a file of the batch, as a message."""
    try:
        yield
    except OSError as error:
        name = Path(error.filename) if isinstance(error.filename, str) else folder
        raise OutputError([cannot_write(name, error)]) from None
