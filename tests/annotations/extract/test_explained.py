"""Each mark tells which rule made it and how sure it is, and each rule is explained in plain words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations import extract
from annotations.extract.dates.rules import RULES as DATES
from annotations.extract.explained import RULES, explain
from annotations.extract.learned import KnownName, Learned
from annotations.extract.pipeline import read
from annotations.marks import marks_of
from annotations.model import Document
from annotations.sources import load
from tests.sample_articles.gold import ARTICLES

CODE = Path(extract.__path__[0])
PLACE = {"Form": 2, "Chunk": 3, "Amount": 5}
"""Which argument names the rule, of what is made of a name or a figure."""


def rules_named(path: Path) -> Iterator[str]:
    """Yield the rules' names that a module writes: as that argument, as `rule=`, or in its table of certainties."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            made = node.func.id if isinstance(node.func, ast.Name) else ""
            given = node.args[PLACE[made] : PLACE[made] + 1] if made in PLACE else []
            values = [*given, *(word.value for word in node.keywords if word.arg == "rule")]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "_CERTAINTY":
            values = [key for key in node.value.keys if key] if isinstance(node.value, ast.Dict) else []
        elif isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "rule" for t in node.targets):
            values = [node.value] if isinstance(node.value, ast.IfExp | ast.Constant) else []
        else:
            continue
        for value in values:
            yield from (c.value for c in ast.walk(value) if isinstance(c, ast.Constant) and isinstance(c.value, str))


def made_in(layer: str) -> set[str]:
    """Return the rules of a layer, which is a module or a folder of them."""
    modules = [*CODE.glob(f"{layer}.py"), *(CODE / layer).rglob("*.py")]
    return {rule for module in modules for rule in rules_named(module)}


def test_every_rule_that_the_code_can_make_is_explained() -> None:
    names = (made_in("names") | made_in("backends")) - {
        "open"
    }  # never a mark: what the document does not label is dropped
    figures = {f"figure: {rule}" for rule in made_in("figures") - {"figure: "}}
    quotes, events = made_in("quotes"), made_in("events")
    for rules, some in (
        (names, {"list", "title", "document"}),
        (figures, {"figure: money", "figure: count"}),
        (quotes, {"cue after", "clause"}),
        (events, {"date in clause"}),
    ):
        assert some <= rules, "the rules are looked for where they are"
    made = names | figures | quotes | events
    assert made <= RULES.keys(), "a rule without an explanation"
    assert RULES.keys() - {"remembered", "own list", "accepted", "model"} <= made, "an explanation of no rule"


def test_each_form_of_a_date_is_explained_by_its_name() -> None:
    for rule in DATES:
        assert rule.name in explain(f"date: {rule.name}")


def test_explanations_are_a_line_that_fits_a_screen() -> None:
    for words in RULES.values():
        assert len(words) <= 100
        assert words[0].islower() or not words[0].isalpha()
        assert not words.endswith(".")


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_mark_of_every_layer_tells_its_rule_and_how_sure_it_is(path: Path) -> None:
    for mark in marks_of(read(load(str(path)))):
        assert mark.rule in RULES or mark.rule.startswith("date: "), mark
        assert 0.0 < mark.certainty <= 1.0, mark


def test_what_was_learned_tells_so() -> None:
    learned = Learned.of(
        [KnownName(text="Vale", label="PERSON"), KnownName(text="Brask", label="GPE", rule="own list")]
    )
    marks = marks_of(read(Document.of("On Friday Vale went to Brask."), learned=learned))
    assert [explain(m.rule) for m in marks if m.layer == "name"] == [
        "you had this name remembered",
        "in your own list of names",
    ]
