"""Annotators compared on texts: who has read what, and which words and passages count."""

import pytest

from annotations.agreement import Agreement, CodeAgreement, Coded, Coding, compare

TEXT = "The ferry sank. Twelve people died, police said.\n"
"""Eight words: the full stops and the comma are none."""


def coding(author: str, words: str, code: str = "claim") -> Coding:
    start = TEXT.index(words)
    return Coding(start=start, end=start + len(words), author=author, code=code)


def of(*codings: Coding, readers: str = "") -> Coded:
    return Coded(TEXT, frozenset({c.author for c in codings} | set(readers.split())), codings)


def by_code(agreement: Agreement) -> dict[str, CodeAgreement]:
    return {row.code: row for row in agreement.codes}


def test_words_are_the_units_and_a_border_beside_a_stop_is_no_difference() -> None:
    agreement = compare([of(coding("ana", "Twelve people died,"), coding("ben", "Twelve people died"))])
    (claim,) = agreement.codes
    assert (agreement.documents, agreement.words) == (1, 8)
    assert claim.alpha.value == claim.pairs[0].kappa.value == 1
    assert (claim.pairs[0].exact_f1.value, claim.pairs[0].overlapping_f1.value) == (0, 1)


def test_kappa_by_hand() -> None:
    (claim,) = compare([of(coding("ana", "Twelve people"), coding("ben", "people died"))]).codes
    # of 8 words both mark 1, each alone 1 more, neither 5: po = 6/8, pe = (2/8)² + (6/8)²
    assert claim.pairs[0].kappa.value == pytest.approx((6 / 8 - 40 / 64) / (1 - 40 / 64))
    assert claim.pairs[0].marked == (1, 1)


def test_each_code_by_itself_and_all_together() -> None:
    agreement = compare(
        [of(coding("ana", "ferry", "ship"), coding("ben", "ferry", "ship"), coding("ana", "police", "source"))]
    )
    rows = by_code(agreement)
    assert rows["ship"].pairs[0].kappa.value == 1
    assert rows["source"].pairs[0].kappa.value == 0
    assert rows["source"].pairs[0].exact_f1.value == 0
    assert agreement.overall.pairs[0].marked == (2, 1)
    assert agreement.overall.pairs[0].exact_f1.value == pytest.approx(2 / 3)
    # of 16 decisions 15 agree; ana says yes twice, ben once
    expected = (2 * 1 + 14 * 15) / 256
    assert agreement.overall.pairs[0].kappa.value == pytest.approx((15 / 16 - expected) / (1 - expected))


def test_who_has_annotated_nothing_in_a_text_has_not_read_it() -> None:
    alone = of(coding("ana", "ferry"), coding("ana", "police"))
    both = of(coding("ana", "ferry"), coding("ben", "ferry"))
    assert compare([alone, both]).codes == compare([both]).codes
    lone = of(coding("ana", "police", "elsewhere"))
    assert [code.code for code in compare([lone, both]).codes] == ["claim"], "a code of no text that two have read"
    assert compare([of(coding("ana", "ferry"), readers="ben")]).codes[0].pairs[0].kappa.value == 0
    unread = compare([alone])
    assert (unread.documents, unread.overall.alpha.reason) == (0, "nothing that two have read")
    assert unread.codes == ()


def test_three_annotators_are_compared_by_twos_and_all_at_once() -> None:
    together = of(coding("ana", "ferry"), coding("ben", "ferry"), coding("cy", "police"))
    rows = compare([together, of(coding("ana", "police"), coding("cy", "police"))]).codes
    assert [pair.authors for pair in rows[0].pairs] == [("ana", "ben"), ("ana", "cy"), ("ben", "cy")]
    kappas = [pair.kappa.value for pair in rows[0].pairs]
    assert kappas[0] == 1
    assert kappas[1] is not None
    assert kappas[2] is not None
    assert kappas[1] > 0 > kappas[2]
    assert compare([together], authors={"ana", "ben"}).codes[0].alpha.value == 1
