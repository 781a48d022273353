"""The tables of a corpus: their columns, what each means, and the Arrow schemas of them.

The types are those that Arrow, Parquet, DuckDB and Spark all have: no unsigned numbers, no dictionaries.
Spans are half-open and count code points of the *original* text (`speeches.text`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA = "jianggao/corpus/1"
"""The version of the tables; it stands in the manifest and in the metadata of every Parquet file."""
SIGNATURE = 64
"""Numbers of a signature (`speeches.signature`)."""


class Column(NamedTuple):
    """A column: its name, its type (a key of `_types`), and what it holds."""

    name: str
    type: str
    about: str


TABLES: dict[str, tuple[Column, ...]] = {
    "speeches": (
        Column("id", "string", "its name in the corpus: the path from the source down, `archive.zip!member`, or the id field"),
        Column("source", "string", "the file it was read from: the path from the source down"),
        Column("place", "int32", "its place in a document that holds several speeches, from 1; null for any other"),
        Column("sha256", "string", "SHA-256 of its bytes, of the UTF-8 of its text for a row of a table; hexadecimal"),
        Column(
            "fingerprint", "string", "hash of content, metadata and settings: while it is the same, nothing is to be done anew"
        ),
        Column("title", "string", "its title; null where none was found"),
        Column("title_from", "string", "where the title was found: `metadata` or `title`"),
        Column("author", "string", "the speaker's name; null where none was found"),
        Column("author_from", "string", "where the name was found: `metadata`, `name` (of the file), `byline` or `title`"),
        Column("date", "date", "the day it was given; null where no day was found"),
        Column("date_from", "string", "where date and year were found: `metadata`, `name`, `byline` or `title`"),
        Column("year", "int32", "the year it was given, also where no day was found"),
        Column("format", "string", "`text`, `docx`, `html`, `pdf`, `md` …"),
        Column("encoding", "string", "the encoding of the file"),
        Column("chars", "int32", "code points of the text"),
        Column("directives", "int32", "number of members of the outermost series"),
        Column("points", "int32", "number of rows in `points`"),
        Column("quotes", "int32", "number of rows in `quotes`"),
        Column("tasks", "int32", "number of rows in `tasks`"),
        Column("text", "string", "the original text, markers included"),
        Column("cuts", "spans", "what the clean text leaves out, in order: markers, wraps, carriage returns"),
        Column("sections", "sections", "the parts and directives, in order, as `section` names them in the other tables"),
        Column("signature", "int32[]", "64 numbers by which near-duplicates are recognised; empty where the body is too short"),
    ),
    "points": (
        Column("id", "string", "the speech"),
        Column("point", "int32", "its place among all points of the speech, from 1"),
        Column("parent", "int32", "the place of the point that it is nested in; null for a member of an outermost series"),
        Column("level", "int32", "1 for a member of an outermost series, 2 for what is nested in it …"),
        Column("section", "string", "a directive's place from 1, or the part that the series belongs to: `opening`, `closing`"),
        Column("number", "int32", "the printed number"),
        Column("family", "string", "the numbering family: `han-shi` for 一是"),
        Column("mark", "string", "the mark as printed"),
        Column("heading", "string", "the heading, without mark and closing punctuation"),
        Column("text", "string", "the body without mark, heading and nested points"),
        Column("start", "int32", "where its mark begins"),
        Column("end", "int32", "where its body ends, nested points included"),
    ),
    "quotes": (
        Column("id", "string", "the speech"),
        Column("quote", "int32", "its place among the quotations of the speech, from 1"),
        Column("kind", "string", "`direct`, `reported` or `term`"),
        Column("speaker", "string", "who is quoted, as printed; empty for a term"),
        Column("refers_to", "string", "whom 他 or which meeting 会议 stands for; null where the speaker is named"),
        Column("cue", "string", "the word that attributes: 强调"),
        Column("text", "string", "the content"),
        Column("directive", "bool", "whether the content tells someone to do, keep to or avoid something"),
        Column("section", "string", "the section its content begins in"),
        Column("start", "int32", "where it begins, speaker included"),
        Column("end", "int32", "where its content ends, marks included"),
    ),
    "tasks": (
        Column("id", "string", "the speech"),
        Column("task", "int32", "its place among the requirements of the speech, from 1"),
        Column("text", "string", "the requirement"),
        Column("modality", "string", "`must`, `must_not` or `should`"),
        Column("actor", "string", "who is told, as printed; empty where nobody is named"),
        Column("actor_from", "string", "empty where the requirement names its actor; else `sentence` or `directive`"),
        Column("deadline", "string", "by when or how often, as printed; empty where nothing is said"),
        Column("quoted", "string", "the speaker of the quotation that it is a part of; null where it is none"),
        Column("section", "string", "the section it begins in"),
        Column("start", "int32", "where it begins"),
        Column("end", "int32", "where it ends"),
    ),
    "phrases": (
        Column("id", "string", "the speech"),
        Column("phrase", "string", "words of one clause, as printed, that the speech repeats, or a whole clause"),
        Column("section", "string", "the section it stands in"),
        Column("count", "int32", "how often it stands there"),
    ),
    "errors": (
        Column("id", "string", "what could not be read"),
        Column("source", "string", "the file it is in"),
        Column("fingerprint", "string", "as in `speeches`"),
        Column("error", "string", "what kind of error: an entry of the message catalogue, such as `not-text`; `worker-died`"),
        Column("message", "string", "what is wrong and what to do, in English"),
    ),
}
"""What a corpus holds, a table each: a name, and columns in order. `id` is a speech's in all of them."""
DERIVED = {
    "duplicates": (
        Column("id", "string", "a speech that is nearly the same as another"),
        Column("same_as", "string", "the speech it is taken for: of all that are nearly the same, the first by its id"),
    )
}
"""What a build works out of all speeches at its end."""

INPUT = (
    Column("id", "string", "its name in the corpus"),
    Column("source", "string", "the file it is in"),
    Column("fingerprint", "string", "as in `speeches`"),
    Column("name", "string", "the file's name, by which formats, dates and speakers are told; empty for a row of a table"),
    Column("data", "binary", "the bytes of a file; null for a row of a table"),
    Column("text", "string", "the text of a row; null for a file"),
    Column("title", "string", "the title, from metadata"),
    Column("author", "string", "the speaker, from metadata"),
    Column("date", "string", "the date, from metadata"),
)
"""The columns of a batch of texts to analyse."""


def schema(table: str) -> pa.Schema:
    """Return the Arrow schema of a table (`TABLES`), its version and the meaning of each column in the metadata."""
    return _schema((TABLES | DERIVED)[table], {"jianggao": SCHEMA, "table": table})


def input_schema() -> pa.Schema:
    """Return the Arrow schema of a batch of texts to analyse."""
    return _schema(INPUT, None)


def _schema(columns: tuple[Column, ...], metadata: dict[str, str] | None) -> pa.Schema:
    import pyarrow as pa

    span = [("start", pa.int32()), ("end", pa.int32())]
    types = {
        "string": pa.string(),
        "binary": pa.binary(),
        "bool": pa.bool_(),
        "int32": pa.int32(),
        "date": pa.date32(),
        "int32[]": pa.list_(pa.int32()),
        "spans": pa.list_(pa.struct(span)),
        "sections": pa.list_(pa.struct([("name", pa.string()), *span])),
    }
    return pa.schema([pa.field(each.name, types[each.type], metadata={"about": each.about}) for each in columns], metadata)
