"""The distributed engine: the same function on Spark, over files and tables at any path that Hadoop knows.

Each partition turns batches of texts into one row each that nests the rows of all tables. Those rows are kept
(`staging`), then each table is read out of them, a column of its own, and written. Nothing is shuffled but the
bands of the signatures, by which near-duplicates are found. The manifest is written last: without it there is
no corpus.
"""

from __future__ import annotations

import io
import json
import os
import posixpath
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from jianggao import __version__
from jianggao.corpus.analyse import Settings
from jianggao.corpus.building import Options, Progress, replace_size, settings_hash
from jianggao.corpus.chunks import errors_of, fingerprint, gathered
from jianggao.corpus.duplicates import AGREE, BANDS, METHOD, ROWS, find_duplicates
from jianggao.corpus.folder import MANIFEST
from jianggao.corpus.sources import ARCHIVES, Fields, File, Item, row_item, unpacked
from jianggao.corpus.sources import TABLES as TABLE_SUFFIXES
from jianggao.corpus.tables import SCHEMA, TABLES, schema
from jianggao.errors import JianggaoError, ReadError
from jianggao.reading.files import limited

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

STAGING = "staging"
BATCH_ROWS = 64
"""Files or rows that Spark hands to Python at once."""


def build_on_spark(
    sources: Sequence[str | os.PathLike[str]], folder: str | os.PathLike[str], options: Options, master: str, **config: str
) -> Progress:
    """Build the corpus of `sources` in `folder`, both paths or URLs of Hadoop's, on the Spark of `master`.

    A corpus is built anew: `JianggaoError` is raised where there is something in `folder`. Tables (JSON Lines,
    Parquet) must have an id field. `config` is added to Spark's configuration. The packages of this Python must
    be there on every worker.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    spark = _session(master, config)
    try:
        return _Build(spark, [os.fspath(each) for each in sources], os.fspath(folder), options).run()
    except (PySparkException, Py4JError) as error:
        raise JianggaoError("spark", reason=str(error).strip().splitlines()[0]) from None
    finally:
        spark.stop()


def _session(master: str, config: dict[str, str]) -> SparkSession:
    import sys

    import pyspark
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_HOME", os.path.dirname(pyspark.__file__))
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("jianggao corpus build")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH_ROWS),
        "spark.sql.parquet.compression.codec": "zstd",
        "spark.sql.files.ignoreCorruptFiles": "false",
        **config,
    }.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


class _Build:
    def __init__(self, spark: SparkSession, sources: list[str], folder: str, options: Options) -> None:
        self.spark, self.sources, self.options = spark, sources, options
        context: Any = spark.sparkContext
        self.jvm, self.hadoop = context._jvm, context._jsc.hadoopConfiguration()
        self.folder = folder
        self.settings = replace_size(options.settings)
        self.printed = settings_hash(self.settings)

    def run(self) -> Progress:
        """Build, and return the numbers of it."""
        if self._system(self.folder).exists(self._path(self.folder)):
            raise JianggaoError("spark-exists", path=self.folder)
        staging = posixpath.join(self.folder, STAGING)
        self._staged().write.mode("overwrite").parquet(staging)
        nested = self.spark.read.parquet(staging)
        files = {table: self._write(table, nested.selectExpr(f"inline({table})")) for table in TABLES}
        files["duplicates"] = self._duplicates()
        progress = Progress(speeches=self._count("speeches"), errors=self._count("errors"), duplicates=self._count("duplicates"))
        about = {
            "schema": SCHEMA,
            "program": __version__,
            "engine": "spark",
            "duplicates": {"method": METHOD, "speeches": progress.duplicates},
            "chunks": [],
            "files": files,
        }
        self._delete(staging)
        self._write_text(posixpath.join(self.folder, MANIFEST), json.dumps(about, ensure_ascii=False, indent=1) + "\n")
        return progress

    def _staged(self) -> DataFrame:
        """Return the texts as nested tables, a row for each batch of them."""
        analyse, settings, fields = self.options.analysis, self.settings, self.options.fields
        fields = fields._replace(id=fields.id)
        nested = nested_schema()
        spark_schema = _spark_schema(nested)
        frames: list[DataFrame] = []
        for source in self.sources:
            lower = source.lower()
            if lower.endswith(TABLE_SUFFIXES):
                read = self.spark.read.parquet if lower.endswith(".parquet") else self.spark.read.json
                frame = read(source)
                name = self._root(source)
                columns = [field for field in fields if field in frame.columns]
                if fields.id not in columns or fields.text not in columns:
                    raise ReadError("no-text-field", field=fields.text if fields.text not in columns else fields.id)
                frame = frame.selectExpr(*(f"cast(`{column}` as string) as `{column}`" for column in columns))
                function = _of_rows(name, fields, settings, self.printed, analyse, nested)
            else:
                reader = self.spark.read.format("binaryFile").option("recursiveFileLookup", "true")
                frame = reader.load(source).select("path", "content")
                function = _of_files(self._base(source), fields, settings, self.printed, analyse, nested)
            frames.append(frame.mapInArrow(function, spark_schema))
        whole = frames[0]
        for frame in frames[1:]:
            whole = whole.unionByName(frame)
        return whole

    def _write(self, table: str, frame: DataFrame) -> list[str]:
        """Write a table and return its files, relative to the corpus."""
        path = posixpath.join(self.folder, table)
        frame.write.mode("overwrite").parquet(path)
        found = self._system(path).listStatus(self._path(path))
        names = sorted(str(each.getPath().getName()) for each in found)
        return [f"{table}/{name}" for name in names if name.endswith(".parquet")]

    def _duplicates(self) -> list[str]:
        """Find near-duplicates as `duplicates` does, in Spark's SQL, and write their table."""
        self.spark.read.parquet(posixpath.join(self.folder, "speeches")).createOrReplaceTempView("speeches")
        pairs = self.spark.sql(f"""
          with signed as (select id, signature from speeches where size(signature) = {BANDS * ROWS}),
          bands as (select id, band, slice(signature, band * {ROWS} + 1, {ROWS}) as numbers
                    from signed lateral view explode(sequence(0, {BANDS - 1})) as band),
          firsts as (select band, numbers, min(id) as first from bands group by band, numbers having count(*) > 1),
          met as (select distinct id, first from bands join firsts using (band, numbers) where id <> first)
          select met.id, met.first from met join signed a on a.id = met.id join signed b on b.id = met.first
          where size(filter(zip_with(a.signature, b.signature, (x, y) -> x = y), same -> same)) >= {AGREE}
        """)
        found = find_duplicates([(row[0], row[1]) for row in pairs.toLocalIterator()])
        frame = self.spark.createDataFrame(list(found.items()), _spark_schema(schema("duplicates")))
        return self._write("duplicates", frame.coalesce(1))

    def _count(self, table: str) -> int:
        return int(self.spark.read.parquet(posixpath.join(self.folder, table)).count())

    def _path(self, path: str) -> Any:
        return self.jvm.org.apache.hadoop.fs.Path(path)

    def _system(self, path: str) -> Any:
        return self._path(path).getFileSystem(self.hadoop)

    def _delete(self, path: str) -> None:
        self._system(path).delete(self._path(path), True)

    def _write_text(self, path: str, text: str) -> None:
        stream = self._system(path).create(self._path(path), True)
        stream.write(bytearray(text.encode("utf-8")))
        stream.close()

    def _root(self, source: str) -> str:
        """Return the name under which a source's texts are known: the folder it stands in and its own."""
        full = str(self._system(source).makeQualified(self._path(source)).toUri().getPath())
        return "/".join(full.rstrip("/").split("/")[-2:])

    def _base(self, source: str) -> str:
        """Return the beginning of the paths of a source's files that their ids leave out."""
        system = self._system(source)
        statuses = system.globStatus(self._path(source))
        if not statuses:
            raise ReadError("no-source", path=source)
        first = statuses[0]
        path = str(first.getPath().toUri().getPath())
        folder = posixpath.dirname(path)
        return folder if first.isDirectory() else posixpath.dirname(folder)


def nested_schema() -> pa.Schema:
    """Return the schema of a row that nests the tables of a batch."""
    return pa.schema([(table, pa.list_(pa.struct(list(schema(table))))) for table in TABLES])


def _spark_schema(arrow: pa.Schema) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(arrow)


def _nested(tables: dict[str, pa.RecordBatch], wanted: pa.Schema) -> pa.RecordBatch:
    """Return the tables of a batch as one row."""
    columns = []
    for field in wanted:
        batch = tables[field.name]
        rows = pa.StructArray.from_arrays(batch.columns, fields=list(field.type.value_type))
        columns.append(pa.ListArray.from_arrays(pa.array([0, batch.num_rows], pa.int32()), rows).cast(field.type))
    return pa.RecordBatch.from_arrays(columns, schema=wanted)


Mapped = Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]


def _of_rows(source: str, fields: Fields, settings: Settings, printed: str, analyse: Any, nested: pa.Schema) -> Mapped:
    """Return the function for partitions of a table's rows."""

    def found(batches: Iterator[pa.RecordBatch]) -> Iterator[Item]:
        for batch in batches:
            for row in batch.to_pylist():
                yield row_item(row, Item(str(row[fields.id]), source), fields, settings.max_size or 0)

    return lambda batches: _tables(found(batches), settings, printed, analyse, nested)


def _of_files(base: str, fields: Fields, settings: Settings, printed: str, analyse: Any, nested: pa.Schema) -> Mapped:
    """Return the function for partitions of whole files."""

    def found(batches: Iterator[pa.RecordBatch]) -> Iterator[Item]:
        from urllib.parse import unquote, urlsplit

        for batch in batches:
            for path, content in zip(*(batch.column(name).to_pylist() for name in ("path", "content")), strict=True):
                name = posixpath.relpath(unquote(urlsplit(path).path), base)
                if any(part.startswith(".") for part in name.split("/")):
                    continue
                file = File(name, name, len(content))
                if name.lower().endswith((*ARCHIVES, *TABLE_SUFFIXES)):
                    yield from unpacked(io.BytesIO(content), file, fields, settings.max_size or 0)
                    continue
                item = Item(name, name, posixpath.basename(name), content)
                try:
                    limited(len(content), settings.max_size or 0)
                    yield item
                except JianggaoError as error:
                    yield Item(name, name, error=error, broken=True)

    return lambda batches: _tables(found(batches), settings, printed, analyse, nested)


def _tables(found: Iterator[Item], settings: Settings, printed: str, analyse: Any, nested: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Yield the tables of texts, nested."""
    failed: list[tuple[str, str, str, JianggaoError]] = []

    def good() -> Iterator[tuple[Item, str]]:
        for item in found:
            if item.error is not None:
                failed.append((item.id, item.source, fingerprint(item, printed), item.error))
            else:
                yield item, fingerprint(item, printed)

    for batch in gathered(good()):
        yield _nested(analyse(batch, settings), nested)
    if failed:
        yield _nested(errors_of(failed), nested)
