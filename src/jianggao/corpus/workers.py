"""Worker processes: chunks go out, names of finished chunks come back, and a worker may die.

Each worker has a pipe of its own, so that it is known which chunk a dead one held: that chunk is tried again by
halves, down to the one text that kills, and no other is lost. A worker whose memory has grown beyond the bound
is replaced after its chunk.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple

import pyarrow as pa

from jianggao.corpus.analyse import Settings
from jianggao.corpus.chunks import Chunk
from jianggao.corpus.write import write_chunk
from jianggao.errors import JianggaoError

Analysis = Callable[[pa.RecordBatch, Settings], dict[str, pa.RecordBatch]]
Answer = tuple[int, int, int, int] | str
"""Speeches, errors, the most bytes that the worker had and those it has; or why its files cannot be written."""
ENDING_SECONDS = 5


class Task(NamedTuple):
    """What every worker of a build is told when it starts."""

    corpus: str
    settings: Settings
    analysis: Analysis
    memory: int
    """Bytes that a worker may have: beyond them it fails, and near them it is replaced."""


class Done(NamedTuple):
    """A chunk whose files are written, or the one text that killed a worker."""

    chunk: Chunk
    speeches: int
    errors: int
    peak: int
    """The most bytes the worker had so far; 0 where that is not known."""
    died: bool = False


def run_chunk(chunk: Chunk, task: Task) -> Done:
    """Analyse a chunk and write its files."""
    tables = task.analysis(chunk.batch, task.settings)
    write_chunk(task.corpus, chunk.name, tables)
    return Done(chunk, tables["speeches"].num_rows, tables["errors"].num_rows, 0)


def run_all(batches: Iterable[pa.RecordBatch], task: Task, jobs: int) -> Iterator[Done]:
    """Yield the chunks as they are done, in no order; at most one for each worker waits.

    `JianggaoError` is raised where a worker cannot write.
    """
    waiting: deque[Chunk] = deque()
    source = map(Chunk.of, batches)
    workers: dict[Connection, _Worker] = {}
    more = True
    try:
        while True:
            while more and len(waiting) < jobs:
                chunk = next(source, None)
                more = chunk is not None
                if chunk is not None:
                    waiting.append(chunk)
            while waiting and len(workers) < jobs:
                worker = _Worker(task)
                workers[worker.pipe] = worker
            for worker in workers.values():
                if worker.chunk is None and waiting:
                    worker.give(waiting.popleft())
            busy = [pipe for pipe, worker in workers.items() if worker.chunk is not None]
            if not busy:
                if not more and not waiting:
                    return
                continue
            for pipe in wait(busy):
                worker = workers[pipe]  # type: ignore[index]
                chunk, answer = worker.take()
                if answer is None:
                    del workers[worker.pipe]
                    worker.end()
                    if chunk.batch.num_rows == 1:
                        yield Done(chunk, 0, 1, 0, died=True)
                    else:
                        half = chunk.batch.num_rows // 2
                        waiting.extendleft((Chunk.of(chunk.batch.slice(half)), Chunk.of(chunk.batch.slice(0, half))))
                    continue
                if isinstance(answer, str):
                    raise JianggaoError("unwritable", path=task.corpus, reason=answer)
                speeches, errors, peak, current = answer
                if current > task.memory * 3 // 4:
                    del workers[worker.pipe]
                    worker.end()
                yield Done(chunk, speeches, errors, peak)
    finally:
        for worker in workers.values():
            worker.end()


class _Worker:
    """A process and the chunk it has."""

    def __init__(self, task: Task) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.chunk: Chunk | None = None
        self.process: BaseProcess = context.Process(target=_work, args=(theirs, task), daemon=True)
        self.process.start()
        theirs.close()

    def give(self, chunk: Chunk) -> None:
        """Send a chunk; a worker that is dead already is found out when its answer is taken."""
        self.chunk = chunk
        with suppress(OSError):
            self.pipe.send((chunk.name, _bytes_of(chunk.batch)))

    def take(self) -> tuple[Chunk, Answer | None]:
        """Return the chunk that the worker had and its answer; None where it died."""
        chunk, self.chunk = self.chunk, None
        assert chunk is not None
        try:
            return chunk, self.pipe.recv()
        except (EOFError, OSError):
            return chunk, None

    def end(self) -> None:
        """End the process."""
        self.pipe.close()
        self.process.terminate()
        self.process.join(ENDING_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def _work(pipe: Connection, task: Task) -> None:
    """Do the work of a worker: until the pipe is closed, which it is also when the program dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program is interrupted, and ends its workers
    _bound(task.memory)
    pa.set_cpu_count(1)
    pa.set_memory_pool(pa.system_memory_pool())  # shared with numpy: two pools give pages back and fetch them with each chunk
    try:
        _serve(pipe, task)
    except MemoryError:  # the program tries again by halves, and tells of the one text that is too much
        os._exit(1)


def _serve(pipe: Connection, task: Task) -> None:
    while True:
        try:
            name, data = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            done = run_chunk(Chunk(name, _batch_of(data)), task)
            answer: Answer = done.speeches, done.errors, *memory()
        except OSError as error:
            answer = str(error)
        with suppress(OSError):
            pipe.send(answer)


def _bytes_of(batch: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _batch_of(data: bytes) -> pa.RecordBatch:
    with pa.ipc.open_stream(data) as reader:
        return reader.read_next_batch()


def _bound(memory: int) -> None:
    """Let the process have no more than that many bytes, where the system can hold it to that."""
    if sys.platform == "linux":
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def memory() -> tuple[int, int]:
    """Return the most bytes that the process had in memory, and those it has; 0 where that cannot be told."""
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as file:
            lines = dict(line.split(":", 1) for line in file if line.startswith(("VmHWM", "VmRSS")))
        return tuple(int(lines[name].split()[0]) << 10 for name in ("VmHWM", "VmRSS"))  # type: ignore[return-value]
    except (OSError, KeyError, ValueError):
        return 0, 0


def default_jobs() -> int:
    """Return the number of cores that the program may use."""
    affinity: Any = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
