"""SQL over the tables of a corpus, read-only: one SELECT, and nothing but those tables in reach.

DuckDB sees the tables as Arrow data sets that are handed to it, so that it needs no file itself: it may
neither read nor write any, load extensions, nor change its settings back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jianggao.corpus.tables import TABLES, schema
from jianggao.errors import JianggaoError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from jianggao.corpus.folder import Corpus as Folder

SEALED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}


@contextmanager
def sealed() -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a database in memory that reaches neither files nor the network, its settings locked."""
    import duckdb

    connection = duckdb.connect(":memory:", config=SEALED)
    try:
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


def select(folder: Folder, query: str) -> pa.Table:
    """Return the result of a SELECT over the tables of a corpus (`tables.TABLES`).

    `JianggaoError` is raised for anything else than one SELECT, and for one that DuckDB refuses.
    """
    import duckdb

    with sealed() as connection:
        try:
            statements = connection.extract_statements(query)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise JianggaoError("corpus-sql-select")
            for table in TABLES:
                connection.register(table, dataset(folder, table))
            return connection.sql(statements[0].query).to_arrow_table()
        except duckdb.Error as error:
            raise JianggaoError("corpus-sql", reason=_first_line(error)) from None


def _first_line(error: Exception) -> str:
    return next(line for line in [*str(error).splitlines(), type(error).__name__] if line.strip())


def dataset(folder: Folder, table: str) -> pa.dataset.Dataset:
    """Return a table of a corpus as an Arrow data set, which reads what a query asks it for."""
    import pyarrow.dataset as ds

    return ds.dataset(folder.files(table), schema=schema(table), format="parquet")
