"""Tokens and sentences: where words and sentences begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.extract.segment import segment, tokenize

PIECES = st.sampled_from(
    [
        "Mr. Rell",
        "the U.S.",
        "said.",
        "'We go,'",
        '"No."',
        "p.m.",
        "...",
        "?",
        "!'",
        "No. 7",
        "J. R. Holm",
        "don't",
        "\n\n",
        "2.5",
        "(sic)",
        "“Yes”",
        "—",
        "’s",
        "a",
        "Ilyä",
        "🚢",
        "\t",
        "Larne's",
        "e.g.",
        "Oct. 3",
    ]
)


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in segment(text, ()).sentences]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Gov. Ida Holm met Sen. J. R. Voss on Jan. 5. They spoke.",
            ["Gov. Ida Holm met Sen. J. R. Voss on Jan. 5.", "They spoke."],
        ),
        ("He lives in the U.S. The others left.", ["He lives in the U.S.", "The others left."]),
        ("A U.S. Senator came. It cost $2.3 billion.", ["A U.S. Senator came.", "It cost $2.3 billion."]),
        ("'We were not asked. We wait.' He left.", ["'We were not asked.", "We wait.'", "He left."]),
        ("\"We are ready.'' He left.", ["\"We are ready.''", "He left."]),
        ("“Stop!” Rell said. Nobody did.", ["“Stop!” Rell said.", "Nobody did."]),
        ('"Why now?" she asked. "Why?"', ['"Why now?" she asked.', '"Why?"']),
        ("They waited ... and left. No. 7 won.", ["They waited ... and left.", "No. 7 won."]),
        (
            "It rained (The sun was gone.) They left at 5 p.m. and ate.",
            ["It rained (The sun was gone.)", "They left at 5 p.m. and ate."],
        ),
        (
            "Shares of Holm Inc. rose. Brandt Co. The rest fell.",
            ["Shares of Holm Inc. rose.", "Brandt Co.", "The rest fell."],
        ),
        ("They met V. I. Orlov and K. A. Rell. He left.", ["They met V. I. Orlov and K. A. Rell.", "He left."]),
        (
            "Prof. Yu. A. Orlov left. So did I. The rest stayed.",
            ["Prof. Yu. A. Orlov left.", "So did I.", "The rest stayed."],
        ),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


def test_a_heading_is_one_sentence() -> None:
    text = "Harbour closed. For how long? Nobody says\n\nThe harbour was closed on Monday after a fire.\n"
    layout = segment(text)
    assert text[layout.sentences[0].start : layout.sentences[0].end] == text.partition("\n")[0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Larne's men don't go", ["Larne", "'s", "men", "do", "n't", "go"]),
        ("They’re at O’Neill’s", ["They", "’re", "at", "O’Neill", "’s"]),
        ("al-Assad, Lind-Amar's", ["al-Assad", ",", "Lind-Amar", "'s"]),
        ("the U.S. and J. Rell, Gov. of", ["the", "U.S.", "and", "J.", "Rell", ",", "Gov.", "of"]),
        ("$2.3 billion at 3:40 p.m.", ["$", "2.3", "billion", "at", "3:40", "p.m."]),
        ("250,000 in 1990s--yes...", ["250,000", "in", "1990s", "--", "yes", "..."]),
        ("Larne.com, Inc., and Holm A/S.", ["Larne.com", ",", "Inc.", ",", "and", "Holm", "A/S", "."]),
        ("He left, 'gone.'", ["He", "left", ",", "'", "gone", ".", "'"]),
    ],
)
def test_tokens_are_words_marks_and_clitics(text: str, wanted: list[str]) -> None:
    assert [token.text for token in tokenize(text, 0, len(text))] == wanted


@given(st.lists(PIECES | st.text(max_size=8), max_size=30).map(" ".join))
def test_offsets_hold_for_any_text(text: str) -> None:
    layout = segment(text)
    last = 0
    for paragraph in layout.paragraphs:
        assert last <= paragraph.start < paragraph.end <= len(text)
        assert not text[paragraph.start].isspace()
        assert not text[paragraph.end - 1].isspace()
        last = paragraph.end
    inside = [p for p in layout.paragraphs if p.kind != "furniture"]
    for sentence in layout.sentences:
        assert sum(p.covers(sentence) for p in inside) == 1
        tokens = tokenize(text, sentence.start, sentence.end)
        assert all(text[t.start : t.end] == t.text for t in tokens)
        assert "".join(t.text for t in tokens) == "".join(text[sentence.start : sentence.end].split())
    left = "".join(text[p.start : p.end] for p in inside)
    assert "".join("".join(text[s.start : s.end] for s in layout.sentences).split()) == "".join(left.split())
