"""What each act writes into the store: pure plans from the sheet as it stands, with their titles.

A plan is a Change, or the words why there is nothing to do.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec.structs import replace
from textual.message import Message

from annotations.assessment import brief, judgement
from annotations.marks import label_of
from annotations.model import Annotation, Mark, NameLabel, Placement, Span, Tag
from annotations.notes import both_notes
from annotations.text import excerpt, shown_line
from tui.newtag import make_tag
from tui.reader.sheet import Sheet, placed

if TYPE_CHECKING:
    from annotations.store import Draft, End, Linked, Store
    from tui.prompts.assess import Assessment
    from tui.reader.linking import LinkStart

Judgement = Literal["accepted", "rejected"]


class Acted(Message):
    """An act is committed: what it changed, the ids of what it deleted; if it made a tag, that and the code book.

    `leads_on` tells that the reader has gone on to the next mark with it, `teaches` that more was taught than the
    annotations say, `links` that links were made or taken away, `new_kind` the kind of link that was not known before.
    """

    def __init__(
        self,
        title: str,
        changed: Sequence[Annotation] = (),
        gone: Sequence[str] = (),
        tags: tuple[Tag, ...] | None = None,
        made: Tag | None = None,
        *,
        leads_on: bool = False,
        teaches: bool = False,
        links: bool = False,
        new_kind: str = "",
    ) -> None:
        super().__init__()
        self.title = title
        self.changed = tuple(changed)
        self.gone = tuple(gone)
        self.tags = tags
        self.made = made
        self.leads_on = leads_on
        self.teaches = teaches
        self.links = links
        self.new_kind = new_kind


class Change(NamedTuple):
    """An act to be: its title, as undo will name it, and what it does with the store.

    One that is `of_all` documents can be taken back in each of them.
    """

    title: str
    job: Callable[["Store"], Acted]
    of_all: bool = False


Plan = Change | str


def tagged(sheet: Sheet, span: Span, path: str) -> Plan:
    """Plan to put the tag of `path` on `span`; it is made if there is none."""
    said = sheet.said_at(span)
    known = sheet.tag_of_path(path)
    if said is not None and known is not None and known.id in said.tags:
        return f"{_words(sheet, span)} is {path} already"
    title = f"{path} on {_words(sheet, span)}"

    def job(store: "Store") -> Acted:
        new = store.codebook.by_path(path) is None
        tag = make_tag(store, path) if new else store.codebook.ensure(path)
        if said is None:
            changed = store.annotations.create(sheet.id, [_draft(sheet, span, tags=(tag.id,))])
        else:
            changed = store.annotations.change([said.id], tags=(*said.tags, tag.id))
        return Acted(title, changed, tags=None if known else store.codebook.tags(), made=tag if new else None)

    return Change(title, job)


def toggled(sheet: Sheet, span: Span, path: str) -> Plan:
    """Plan to put the tag of `path` on `span`, or to take it off if it is there."""
    said = sheet.said_at(span)
    known = sheet.tag_of_path(path)
    if said is None or known is None or known.id not in said.tags:
        return tagged(sheet, span, path)
    tags = tuple(t for t in said.tags if t != known.id)
    title = f"{path} taken off {_words(sheet, span)}"
    if not tags and not said.note and not _says_more(sheet, said):
        return _gone(title, said)
    return Change(title, lambda store: Acted(title, store.annotations.change([said.id], tags=tags)))


def noted(sheet: Sheet, span: Span, note: str, before: str | None = None) -> Plan:
    """Plan to write `note` on `span`, in place of the note there; an empty one takes it off.

    Where that is another by then than `before`, of which `note` was made, both stay.
    """
    said = sheet.said_at(span)
    if (said.note if said else "") == note:
        return "the note is as it was"
    if said is None:
        title = f"note on {_words(sheet, span)}"
        return Change(title, lambda s: Acted(title, s.annotations.create(sheet.id, [_draft(sheet, span, note=note)])))
    title = f"note on {_words(sheet, span)}" if note else f"note taken off {_words(sheet, span)}"
    if not note and not said.tags and not _says_more(sheet, said):
        return _gone(title, said)

    def job(store: "Store") -> Acted:
        other = store.annotations.get(said.id).note
        if before is None or other in (before, note):
            return Acted(title, store.annotations.change([said.id], note=note))
        both = store.annotations.change([said.id], note=both_notes(other, note))
        return Acted(f"{title}, which another program has changed meanwhile: both notes are kept", both)

    return Change(title, job)


def _says_more(sheet: Sheet, said: Annotation) -> bool:
    """Return whether an annotation says more than by its tags and its note."""
    return said.origin != "human" or any(judgement(said)) or bool(sheet.links.get(said.id))


def assessed(sheet: Sheet, span: Span, judged: "Assessment") -> Plan:
    """Plan to say how sure the reader is of what stands at `span`, and what its source and what it says are worth."""
    said = sheet.said_at(span)
    before = judgement(said) if said else (None, None, None)
    if before == judged:
        return f"{_words(sheet, span)} is judged so already" if any(before) else "nothing was judged"
    told = ", ".join(brief(*judged))
    title = f"{told} on {_words(sheet, span)}" if told else f"judgement taken off {_words(sheet, span)}"
    fields = judged._asdict()
    if said is None:
        return Change(title, lambda s: Acted(title, s.annotations.create(sheet.id, [_draft(sheet, span, **fields)])))
    return Change(title, lambda store: Acted(title, store.annotations.assess([said.id], **fields)))


def linked(sheet: Sheet, start: "LinkStart", end: "LinkStart", type_: str) -> Plan:
    """Plan to link the passage `start`, of this document or another, to `end` in this one."""
    kind = " ".join(shown_line(type_).split())
    title = f"{start.words} {kind} {end.words}"

    def job(store: "Store") -> Acted:
        new = kind not in store.links.types()
        made = store.links.make(_end(sheet, start), _end(sheet, end), kind)
        said = [a for a in made if a.document == sheet.id]
        return Acted(title, said, links=True, new_kind=kind if new else "")

    return Change(title, job)


def _end(sheet: Sheet, at: "LinkStart") -> "End":
    from annotations.store import Draft, End

    draft = Draft(start=at.span.start, end=at.span.end)
    if at.document == sheet.id:
        draft = _draft(sheet, at.span)
    return End(document=at.document, annotation=at.annotation or draft)


def unlinked(sheet: Sheet, link: "Linked", told: str) -> Plan:
    """Plan to take a link away, whichever of its ends has it."""
    title = f"link taken away: {told}"

    def job(store: "Store") -> Acted:
        changed = store.annotations.unlink(link.owner, link.link)
        return Acted(title, [changed] if changed.document == sheet.id else (), links=True)

    return Change(title, job)


def relabelled(sheet: Sheet, span: Span, label: str) -> Plan:
    """Plan to say that what stands at `span` is really a `label`."""
    said = sheet.said_at(span)
    title = f"{label} on {_words(sheet, span)}"
    if said is not None:
        return Change(title, lambda store: Acted(title, store.annotations.change([said.id], label=label)))
    origin = "machine" if sheet.found_at(span) else "human"

    def job(store: "Store") -> Acted:
        return Acted(title, store.annotations.create(sheet.id, [_draft(sheet, span, label=label, origin=origin)]))

    return Change(title, job)


def taken_up(sheet: Sheet, mark: Mark, status: Judgement) -> Plan:
    """Plan to keep the machine's `mark` as an annotation, accepted or rejected."""
    span = Span(mark.start, mark.end)
    if mark not in sheet.marks:
        return f"{_words(sheet, span)} is judged already"
    label = label_of(mark)
    title = f"{label} {_words(sheet, span)} {status}"

    def job(store: "Store") -> Acted:
        draft = _draft(sheet, span, label=label, origin="machine", status=status)
        return Acted(title, store.annotations.create(sheet.id, [draft]), leads_on=status == "accepted")

    return Change(title, job)


def judged(said: Annotation, status: Judgement) -> Plan:
    """Plan to accept or reject what is suggested, or to reject what was accepted."""
    title = f"{excerpt(said.selector.exact)} {status}"
    leads_on = status == "accepted"
    return Change(
        title, lambda store: Acted(title, store.annotations.change([said.id], status=status), leads_on=leads_on)
    )


def remembered(words: str, label: NameLabel) -> Plan:
    """Plan to know `words` as a name in every document."""
    title = f"{label} {excerpt(words)} remembered"

    def job(store: "Store") -> Acted:
        store.names.remember(words, label)
        return Acted(title, teaches=True)

    return Change(title, job, of_all=True)


def dated(sheet: Sheet, published: str | None) -> Plan:
    """Plan to say when the document was published; None if that is not known."""
    if published == sheet.document.published:
        return f"published {published} already" if published else "no day of publication was known"
    title = f"published {published}" if published else "day of publication taken away"

    def job(store: "Store") -> Acted:
        store.documents.date(sheet.id, published)
        return Acted(title, teaches=True)

    return Change(title, job)


def settled(sheet: Sheet, said: Annotation) -> Plan:
    """Plan to say that what moved with a changed text, and was not sure, stands where it should."""
    span = placed(said)
    if span is None:
        return "the words of this annotation are gone from the text"
    same = (span.start, sheet.text[span.start : span.end]) == (said.selector.start, said.selector.exact)
    placement = Placement(kind="exact" if same else "moved", start=span.start, end=span.end)
    title = f"place of {excerpt(said.selector.exact)} settled"
    return Change(title, lambda store: Acted(title, [store.annotations.place(said.id, placement)]))


def corrected(sheet: Sheet, ref: str, span: Span) -> Plan:
    """Plan to have the annotation with the id `ref` cover `span` from now on."""
    said = sheet.annotations.get(ref)
    if said is None:
        return "that annotation is gone: undo may bring it back"
    if placed(said) == span:
        return "the annotation covers just this already"
    if sheet.said_at(span) is not None:
        return f"{_words(sheet, span)} has an annotation already: delete one of the two first"
    title = f"annotation of {excerpt(said.selector.exact, 30)} now covers {excerpt(sheet.text[span.start : span.end])}"
    return Change(title, lambda store: Acted(title, store.annotations.change([ref], span=span)))


def deleted(sheet: Sheet, target: Span | None, offset: int) -> Plan:
    """Plan to delete the annotation of `target`, or else the shortest over `offset`."""
    said = next(iter(sheet.said_here(target, offset)), None)
    if said is None:
        return "no annotation of yours here"
    return deleted_wholly(said)


def deleted_wholly(said: Annotation) -> Change:
    """Plan to delete an annotation, wherever it is."""
    return _gone(f"annotation of {excerpt(said.selector.exact)} deleted", said)


def tagged_alike(sheet: Sheet, target: Span | None, offset: int) -> Plan:
    """Plan to give every identical mention the tags and the label of the annotation of `target`, or over `offset`."""
    said = next((a for a in sheet.said_here(target, offset) if a.tags or a.label), None)
    if said is None or (span := placed(said)) is None:
        return "tag this first: then its tags can go to every identical mention"
    places = sheet.alike(span)
    there = [a for place in places if (a := sheet.said_at(place)) and set(said.tags) - set(a.tags)]
    fresh = [place for place in places if sheet.said_at(place) is None]
    if not there and not fresh:
        return f"{_words(sheet, span)}: no other place says the same"
    names = ", ".join(sheet.path_of(t) for t in said.tags) or said.label
    title = f"{names} on {len(there) + len(fresh)} more like {_words(sheet, span)}"

    def job(store: "Store") -> Acted:
        drafts = [_draft(sheet, place, tags=said.tags, origin=said.origin, status=said.status) for place in fresh]
        if said.label:
            drafts = [replace(draft, label=said.label) for draft in drafts]
        changed = list(store.annotations.create(sheet.id, drafts)) if drafts else []
        for annotation in there:
            changed += store.annotations.change(
                [annotation.id], tags=tuple(dict.fromkeys((*annotation.tags, *said.tags)))
            )
        return Acted(title, changed)

    return Change(title, job)


def _gone(title: str, said: Annotation) -> Change:
    def job(store: "Store") -> Acted:
        store.annotations.delete([said.id])
        return Acted(title, gone=[said.id])

    return Change(title, job)


def _words(sheet: Sheet, span: Span) -> str:
    return excerpt(sheet.text[span.start : span.end])


def _draft(sheet: Sheet, span: Span, **fields: object) -> "Draft":
    """Return a draft over `span` with `fields`; it bears the label of the machine's mark there if they give none."""
    from annotations.store import Draft

    marks = sheet.found_at(span)
    return replace(Draft(start=span.start, end=span.end, label=label_of(marks[0]) if marks else None), **fields)
