"""Agreeing: `agreement` says how far those who annotated the same texts agree."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from tui.cli.annotators import check, listed, name_of
from tui.cli.options import database, examples, opened_store
from tui.cli.output import result, say, table
from tui.origin import origin

if TYPE_CHECKING:
    from annotations.agreement import Agreement, CodeAgreement, Coefficient

_HEADER = ("ANNOTATORS", "MARKED", "KAPPA", "ALPHA", "F1", "F1 OVERLAP", "WHY NOT")


class _Compared(NamedTuple):
    """The agreement on one document or on all (then `id` is "")."""

    id: str
    source: str
    agreement: "Agreement"


@click.command(
    epilog=examples(
        "briefreader agreement",
        "briefreader agreement report.txt --annotator Lena --annotator Otto",
        "briefreader agreement --by document",
        "briefreader agreement --to json > agreement.json",
    )
)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--by", type=click.Choice(["tag", "document"]), default="tag", help="A line for each tag, the default.")
@click.option(
    "--annotator", "annotators", multiple=True, metavar="NAME", help="Only these: two or more. Is given for each."
)
@click.option("--to", type=click.Choice(["table", "json"]), default="table", help="How it is printed.")
@database
def agreement(
    sources: tuple[str, ...], by: Literal["tag", "document"], annotators: tuple[str, ...], to: Literal["table", "json"]
) -> None:
    """Say how far annotators agree, tag by tag.

    SOURCE is a document of the library, by its path or id; left out, all count that two have annotated. Of each two
    annotators: how many passages each has marked, Cohen's kappa, Krippendorff's alpha of all annotators, F1 of
    passages with the same borders and of those that overlap. Kappa and alpha ask of each word whether it is marked.
    """
    compared, here = _compared(sources, by, annotators)
    found = any(c.agreement.documents for c in compared)
    if to == "json":
        import msgspec

        value = [{"id": c.id, "source": c.source, "agreement": c.agreement} for c in compared]
        encoded = msgspec.json.encode(compared[0].agreement if by == "tag" else value)
        from annotations.text import escaped_json

        with result(None) as out:
            out.write(escaped_json(msgspec.json.format(encoded, indent=2)) + b"\n")
    elif found:
        table((by.upper(), *_HEADER), list(_rows(compared, by)))
    if not found:
        say(_why_none(annotators or here))


def _why_none(annotators: Collection[str]) -> str:
    """Return why nobody can be compared."""
    if len(annotators) > 1:
        return f"no text was annotated by two of them: {listed(annotators)}"
    who = f"only {listed(annotators)}" if annotators else "nobody"
    return f"{who} has annotated anything here; `briefreader import` brings a colleague's annotations"


def _compared(sources: tuple[str, ...], by: str, annotators: tuple[str, ...]) -> tuple[list[_Compared], frozenset[str]]:
    """Return what is compared, and who has annotated there. Raises Failure, UsageError."""
    from annotations.agreement import compare
    from annotations.agreement.stored import coded_in

    with opened_store() as store:
        found = coded_in(store, [store.documents.find(source) for source in sources])
        origins = {row.id: row.source for row in store.documents.all()}
    here = frozenset(name for document in found.values() for name in document.authors)
    check(annotators, here)
    if len(set(annotators)) == 1:
        raise click.UsageError(f"one annotator is not enough to agree: name two; there are: {listed(here)}")
    chosen = annotators or None
    if by == "tag":
        return [_Compared("", "", compare(found.values(), authors=chosen))], here
    each = [_Compared(id, origins.get(id, ""), compare([document], authors=chosen)) for id, document in found.items()]
    return [compared for compared in each if compared.agreement.documents or sources], here


def _rows(compared: list[_Compared], by: str) -> Iterator[tuple[str, ...]]:
    for each in compared:
        if by == "tag":
            for code in each.agreement.codes:
                yield from _lines(code.code, code)
        yield from _lines("all together" if by == "tag" else origin(each.source) or each.id, each.agreement.overall)


def _lines(name: str, code: "CodeAgreement") -> Iterator[tuple[str, ...]]:
    for pair in code.pairs:
        found = pair.kappa, code.alpha, pair.exact_f1, pair.overlapping_f1
        yield (
            name,
            " and ".join(map(name_of, pair.authors)),
            " and ".join(map(str, pair.marked)),
            *map(_written, found),
            "; ".join(dict.fromkeys(c.reason for c in found if c.reason)),
        )


def _written(coefficient: "Coefficient") -> str:
    return "–" if coefficient.value is None else f"{round(coefficient.value, 2) + 0.0:.2f}"
