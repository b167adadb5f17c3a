"""W3C Web Annotations, in JSON-LD: a collection of one page.

The form is that of the recommendations Web Annotation Data Model and Web Annotation Vocabulary of 23 February 2017. A
passage is selected by its words with what stands around them, and by its place in code points, which is how the
recommendation counts. Tags, labels, notes, judgements and links are bodies, each with its purpose. What has no term
there, the texts among it, is JSON in a property of our own, `briefreader`, which is a string to every processor.
"""

from annotations.exchange.registry import Format, register
from annotations.exchange.w3c.reading import read
from annotations.exchange.w3c.writing import lost, write

register(
    Format(
        name="w3c",
        title="W3C Web Annotations, JSON-LD",
        suffix=".jsonld",
        write=write,
        read=read,
        lost=lost,
        recognizes=lambda start: b"ns/anno.jsonld" in start or b"ns/oa" in start,
        loses="nothing on the way back; other programs see no texts, no code book, no rejected and suggested marks",
        changed="selectors are of the words that stand there; those that were marked are in data of our own",
        takes="annotations with TextQuoteSelector or TextPositionSelector (UTF-16 too) of documents in the library, "
        "with tags, comments and links; those of a whole page and other selectors are passed over",
    )
)
