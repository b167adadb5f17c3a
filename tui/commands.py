"""Everything the program can be told to do, in one table.

Bindings, the palette, the help page, the settings file's keymap and `briefreader keys` all come from it.
The palette offers them in this order, those of the main job first; the help page takes them group by group.
Pure data: nothing here imports the screen library.
"""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

Place = Literal[
    "everywhere",
    "reader",
    "list",
    "panel",
    "library",
    "codebook",
    "passages",
    "names",
    "versions",
    "review",
    "differences",
    "preview",
    "history",
    "deleted",
]
"""Where a command works. A key may do one thing in each place; keys of `everywhere` are taken in all of them, keys of
`list` in all that are lists."""

Group = Literal[
    "Marks", "Annotate", "Select", "Move", "Find", "Panel", "Documents", "Code book", "Names", "View", "Program"
]  # fmt: skip


class Command(NamedTuple):
    """One thing to do: `id` names it in the keymap, `title` in menus, `help` says in a sentence what happens.

    `keys` are written as the settings file writes them: "g", "?", "ctrl+d", "shift+tab", "pageup".
    """

    id: str
    title: str
    help: str
    keys: tuple[str, ...]
    group: Group
    place: Place = "reader"
    also: str = ""
    """Other words that people look for it by."""


_TAGS: Final = tuple(
    Command(f"tag-{n}", f"Tag {n}", f"Tag what is here with tag {n}; again takes it off.", (str(n),), "Annotate")
    for n in range(1, 10)
)

_TAG_KEYS: Final = tuple(
    Command(f"codebook-key-{n}", f"Key {n}", f"Put the tag on key {n}.", (str(n),), "Code book", "codebook")
    for n in range(1, 10)
)

_OBJECTS: Final = tuple(
    Command(
        f"select-{name}",
        f"Select {name}",
        f"Select the {name} here, or else the next; again, the one after it.",
        (key,),
        "Select",
    )
    for key, name in (
        ("W", "word"),
        ("M", "name"),
        ("Q", "quotation"),
        ("#", "figure"),
        ("C", "clause"),
        ("s", "sentence"),
        ("B", "paragraph"),
        ("H", "section"),
    )
)

_TAKEN: Final = tuple(
    Command(
        f"differences-take-{n}",
        f"Take {n}",
        f"Annotator {n} is right; the next follows.",
        (str(n),),
        "Annotate",
        "differences",
    )
    for n in range(1, 10)
)

_VERSION_MOVES: Final = tuple(
    Command(f"versions-{name}", title, f"{title} in the new text.", keys, "Move", "versions")
    for name, title, keys in (
        ("left", "Left", ("h", "left")),
        ("down", "Down", ("j", "down")),
        ("up", "Up", ("k", "up")),
        ("right", "Right", ("l", "right")),
        ("word-next", "Next word", ("w",)),
        ("word-back", "Word back", ("b",)),
        ("sentence-back", "Sentence back", ("(",)),
        ("sentence-next", "Next sentence", (")",)),
        ("paragraph-back", "Paragraph back", ("{",)),
        ("paragraph-next", "Next paragraph", ("}",)),
        ("top", "Top", ("g", "home")),
        ("bottom", "Bottom", ("G", "end")),
        ("page-down", "Page down", ("space", "pagedown", "ctrl+d")),
        ("page-up", "Page up", ("pageup", "backspace", "ctrl+u")),
    )
)

COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "tag-by-name", "Tag by name", "Tag with a tag by its name; a new name makes a new tag.", ("t",), "Annotate"
    ),
    Command("comment", "Note", "Write a note on the passage.", ("c",), "Annotate", also="comment remark"),
    Command("accept", "Keep", "Keep the machine's mark as an annotation and go to the next.", ("enter",), "Marks"),
    Command("find", "Find", "Search in the article.", ("/",), "Find"),
    Command("export", "Export", "Write the annotations to a file.", ("E",), "Documents", also="save json csv"),
    Command("theme-light", "Light theme", "Dark letters on light ground.", (), "View", "everywhere"),
    Command("theme-dark", "Dark theme", "Light letters on dark ground.", (), "View", "everywhere"),
    Command(
        "theme-terminal", "Terminal's colours", "The colours that the terminal itself has.", (), "View", "everywhere"
    ),
    Command("library", "Library", "Show all documents, each as read up to your furthest place.", ("L",), "Documents"),
    Command("help", "Help", "Show what works where you are.", ("?", "f1"), "Program", "everywhere"),
    Command("left", "Left", "Go one character back.", ("h", "left"), "Move"),
    Command("down", "Down", "Go one line down.", ("j", "down"), "Move"),
    Command("up", "Up", "Go one line up.", ("k", "up"), "Move"),
    Command("right", "Right", "Go one character on.", ("l", "right"), "Move"),
    Command("word-next", "Next word", "Go to the start of the next word.", ("w", "ctrl+right"), "Move"),
    Command("word-back", "Word back", "Go to the start of the word, or of the one before.", ("b", "ctrl+left"), "Move"),
    Command("word-end", "Word end", "Go to the end of the word.", ("e",), "Move"),
    Command("sentence-back", "Sentence back", "Go to the start of the sentence, or of the one before.", ("(",), "Move"),
    Command("sentence-next", "Next sentence", "Go to the next sentence.", (")",), "Move"),
    Command("paragraph-back", "Paragraph back", "Go to the paragraph before.", ("{", "ctrl+up"), "Move"),
    Command("paragraph-next", "Next paragraph", "Go to the next paragraph.", ("}", "ctrl+down"), "Move"),
    Command("line-start", "Start of line", "Go to the start of the line on the screen.", ("0", "home"), "Move"),
    Command("line-end", "End of line", "Go to the end of the line on the screen.", ("$", "end"), "Move"),
    Command("top", "Top", "Go to the start of the article.", ("g", "ctrl+home"), "Move"),
    Command("bottom", "Bottom", "Go to the end of the article.", ("G", "ctrl+end"), "Move"),
    Command("page-down", "Page down", "Read on: one page down.", ("space", "pagedown"), "Move"),
    Command("page-up", "Page up", "Go one page up.", ("pageup", "backspace"), "Move"),
    Command("half-down", "Half a page down", "Go half a page down.", ("ctrl+d",), "Move"),
    Command("half-up", "Half a page up", "Go half a page up.", ("ctrl+u",), "Move"),
    Command("mark-next", "Next mark", "Go to the next mark of the kinds shown.", ("tab",), "Marks"),
    Command("mark-back", "Mark back", "Go to the mark before.", ("shift+tab",), "Marks"),
    Command(
        "jump",
        "Jump",
        "Put letters on every mark of the screen; typing them goes there, in capitals selects the sentence.",
        (";",),
        "Marks",
        also="hint letters",
    ),
    Command(
        "jump-tag",
        "Jump and tag",
        "The same, and tag it as its kind was tagged last, or as a digit says; again, the letters stay.",
        (",",),
        "Marks",
        also="hint letters",
    ),
    Command(
        "jump-select",
        "Select by letters",
        "Put letters on every word: type those of the first and of the last.",
        ("S",),
        "Select",
        also="hint jump words range",
    ),
    Command(
        "mark-another",
        "Another mark here",
        "Choose another of the marks over the cursor: inside, around or on the same words.",
        ("A",),
        "Marks",
        also="overlapping nested cycle",
    ),
    Command("reject", "Reject", "Take the machine's mark away: it is wrong.", ("x",), "Marks"),
    Command("relabel", "Relabel", "Say what the mark really is.", ("r",), "Marks", also="type kind change label"),
    Command(
        "explain", "Why this mark", "Say what made the mark under the cursor, and how sure it is.", ("i",), "Marks"
    ),
    Command("remember", "Remember this name", "Know these words as a name in every document.", ("R",), "Marks"),
    Command(
        "select",
        "Select",
        "Start a selection that every motion extends, or leave it. Digits right after it count: v3w, v2s.",
        ("v",),
        "Select",
        also="count times visual",
    ),
    *_OBJECTS,
    Command(
        "grow", "Grow", "Grow the selection: word, mark, clause, sentence, paragraph, section.", ("+", "="), "Select"
    ),
    Command("shrink", "Shrink", "Shrink the selection by one step.", ("-",), "Select"),
    Command("escape", "Leave", "Leave the selection, the search or the panel.", ("escape",), "Select"),
    *_TAGS,
    Command("tag-all", "Tag all alike", "Give every identical mention the tags of this one.", ("*",), "Annotate"),
    Command(
        "correct",
        "Correct the passage",
        "Select the annotation's passage; again, keep what is selected.",
        ("a",),
        "Annotate",
    ),
    Command(
        "assess",
        "Certainty",
        "Say how sure you are, and what the source and its word are worth.",
        ("%",),
        "Annotate",
        also="certainty confidence reliability credibility admiralty",
    ),
    Command(
        "link",
        "Link",
        "Begin a link here; at another passage, of any document, end it.",
        ("&",),
        "Annotate",
        also="relation supports contradicts same event cause",
    ),
    Command("follow-link", "Other end", "Follow a link to its other end.", ("O",), "Annotate", also="link linked go"),
    Command("link-back", "Back from the link", "Go back to where a link was followed.", ("ctrl+o",), "Annotate"),
    Command("unlink", "Unlink", "Take a link of the annotation away.", (), "Annotate", also="link remove"),
    Command("delete", "Delete", "Delete the annotation under the cursor.", ("d",), "Annotate"),
    Command("repeat", "Repeat", "Do the last act again, here.", (".",), "Annotate"),
    Command("undo", "Undo", "Take the last act back, even one of yesterday.", ("u",), "Annotate"),
    Command("redo", "Redo", "Do again what was undone.", ("ctrl+r",), "Annotate"),
    Command("copy", "Copy", "Copy the passage with its source.", ("y",), "Annotate"),
    Command("find-next", "Next hit", "Go to the next place that was found.", ("n",), "Find"),
    Command("find-back", "Hit back", "Go to the place found before.", ("N",), "Find"),
    Command("set-place", "Set a place", "Remember this place under a letter.", ("m",), "Find"),
    Command("go-place", "Go to a place", "Go to the place remembered under a letter.", ("'",), "Find"),
    Command("panel", "Panel", "Show or hide the panel.", ("p",), "Panel"),
    Command("panel-focus", "Into the panel", "Put the keys into the panel, or back into the article.", ("P",), "Panel"),
    Command("panel-back", "Tab back", "Show the panel's tab before.", ("[",), "Panel"),
    Command("panel-next", "Next tab", "Show the panel's next tab.", ("]",), "Panel"),
    Command("list-down", "Down", "Go to the next item.", ("j", "down"), "Move", "list"),
    Command("list-up", "Up", "Go to the item before.", ("k", "up"), "Move", "list"),
    Command("list-page-down", "Page down", "Go one page down.", ("space", "pagedown", "ctrl+d"), "Move", "list"),
    Command("list-page-up", "Page up", "Go one page up.", ("pageup", "backspace", "ctrl+u"), "Move", "list"),
    Command("list-first", "First", "Go to the first item.", ("g", "home"), "Move", "list"),
    Command("list-last", "Last", "Go to the last item.", ("G", "end"), "Move", "list"),
    Command(
        "list-choose", "Choose", "Choose the item: read on there, open it or change it.", ("enter",), "Move", "list"
    ),
    Command("list-filter", "Find", "Show only the items with the words typed.", ("/",), "Find", "list"),
    Command("list-order", "Sort", "Put the items into another order.", ("s",), "View", "list"),
    Command("list-leave", "Leave", "Clear the filter; without one, leave the list.", ("escape",), "Move", "list"),
    Command(
        "evidence-next",
        "Next evidence",
        "Go to the item's next place in the article.",
        ("n", "l", "right"),
        "Panel",
        "panel",
    ),
    Command(
        "evidence-back",
        "Evidence back",
        "Go to the item's place before.",
        ("N", "h", "left"),
        "Panel",
        "panel",
    ),
    Command(
        "panel-only",
        "Filter by kind",
        "Show only this speaker, kind, day or tag, or all again.",
        ("f",),
        "Panel",
        "panel",
    ),
    Command("panel-delete", "Delete", "Delete the annotation that Notes lists here.", ("d",), "Panel", "panel"),
    Command("open", "Open", "Open a file, a folder or an address.", ("o",), "Documents"),
    Command("next-document", "Next document", "Open the next document of the queue.", (">",), "Documents"),
    Command("previous-document", "Document before", "Open the queue's document before.", ("<",), "Documents"),
    Command("code-book", "Code book", "See and change the tags.", ("T",), "Documents"),
    Command("names", "Known names", "See what names were learned from you, and change that.", ("K",), "Documents"),
    Command(
        "versions",
        "Changed text",
        "Settle where passages stand in the changed text, old and new side by side.",
        ("V",),
        "Documents",
        also="versions review orphan moved side by side",
    ),
    Command(
        "versions-all",
        "Changed texts of all",
        "Settle where passages stand in the changed texts of the whole library.",
        (),
        "Documents",
        also="versions review orphan moved library",
    ),
    Command(
        "review",
        "Review",
        "Judge the machine's marks one after the other, the least certain first.",
        ("J",),
        "Marks",
        also="queue judge unsure certainty bulk accept all",
    ),
    Command(
        "history", "History", "See who did what when; undo any act.", ("Y",), "Documents", also="log acts author undo"
    ),
    Command(
        "deleted", "Deleted", "Bring back what was deleted.", (), "Documents", also="restore trash removed undelete"
    ),
    Command(
        "differences",
        "Differences",
        "Settle where those who annotated this text differ.",
        (),
        "Documents",
        also="annotators agreement adjudicate colleagues merge",
    ),
    Command(
        "published",
        "Day of publication",
        "Say when it was published: “Thursday” follows.",
        (),
        "Documents",
        also="date set change published when year undated",
    ),
    Command(
        "library-add", "Add", "Take a file, a folder or an address into the library.", ("o",), "Documents", "library"
    ),
    Command("library-search", "Search all", "Search in all texts, quotes and notes.", ("f",), "Find", "library"),
    Command(
        "library-remove",
        "Remove",
        "Take the document out of the library; undo brings it back.",
        ("d",),
        "Documents",
        "library",
    ),
    Command("library-undo", "Undo", "Take the last act back.", ("u",), "Documents", "library"),
    Command("library-redo", "Redo", "Do again what was undone.", ("ctrl+r",), "Documents", "library"),
    Command("library-code-book", "Code book", "See and change the tags.", ("T",), "Documents", "library"),
    Command("library-names", "Known names", "See what names were learned from you.", ("K",), "Documents", "library"),
    Command(
        "library-versions",
        "Changed texts",
        "Settle where passages stand in changed texts.",
        ("V",),
        "Documents",
        "library",
    ),
    Command("library-history", "History", "See who did what when; undo any act.", ("Y",), "Documents", "library"),
    Command("library-deleted", "Deleted", "Bring back what was deleted.", (), "Documents", "library"),
    Command(
        "library-differences",
        "Differences",
        "Settle where annotators differ, text by text.",
        (),
        "Documents",
        "library",
        also="annotators agreement adjudicate colleagues merge",
    ),
    Command("library-close", "Close", "Leave the library.", ("q", "L"), "Documents", "library"),
    Command("codebook-add", "Add", "Make a new tag.", ("a",), "Code book", "codebook"),
    Command("codebook-rename", "Rename", "Give the tag another name.", ("r",), "Code book", "codebook"),
    Command("codebook-describe", "Describe", "Say what the tag is for.", ("e",), "Code book", "codebook"),
    Command("codebook-colour", "Colour", "Choose the tag's colour.", ("c",), "Code book", "codebook"),
    Command("codebook-move", "Move", "Put the tag inside another one.", ("m",), "Code book", "codebook"),
    Command(
        "codebook-merge",
        "Merge",
        "Make one tag of two; what that changes is told before.",
        ("M",),
        "Code book",
        "codebook",
        also="join combine",
    ),
    Command(
        "codebook-passages",
        "Passages",
        "See the passages with the tag in all documents.",
        ("p",),
        "Code book",
        "codebook",
        also="where used list",
    ),
    Command("codebook-split", "Split", "Choose the passages that get another tag.", ("S",), "Code book", "codebook"),
    *_TAG_KEYS,
    Command("codebook-no-key", "No key", "Take the tag's key away.", ("0",), "Code book", "codebook"),
    Command("codebook-remove", "Remove", "Remove the tag.", ("d",), "Code book", "codebook"),
    Command(
        "codebook-fold",
        "Fold",
        "Hide the tags inside; again, go to the tag that it lies in.",
        ("h", "left"),
        "View",
        "codebook",
        also="collapse tree",
    ),
    Command(
        "codebook-unfold",
        "Unfold",
        "Show the tags inside; again, go to the first.",
        ("l", "right"),
        "View",
        "codebook",
        also="expand tree",
    ),
    Command("codebook-fold-all", "Fold all", "Hide all inner tags, or show all again.", ("z",), "View", "codebook"),
    Command("codebook-export", "Export", "Write the code book to a file.", ("E",), "Documents", "codebook"),
    Command(
        "codebook-import",
        "Take in",
        "Take in the tags of a file that are not here yet.",
        ("o",),
        "Documents",
        "codebook",
        also="import open",
    ),
    Command("codebook-undo", "Undo", "Take the last act back.", ("u",), "Code book", "codebook"),
    Command("codebook-redo", "Redo", "Do again what was undone.", ("ctrl+r",), "Code book", "codebook"),
    Command("codebook-close", "Close", "Leave the code book.", ("q", "T"), "Code book", "codebook"),
    Command("passages-choose", "Choose one", "Choose the passage, or not any more.", ("v",), "Code book", "passages"),
    Command(
        "passages-choose-all", "Choose all", "Choose all that are listed, or none.", ("*",), "Code book", "passages"
    ),
    Command(
        "passages-retag",
        "Another tag",
        "Give the chosen passages another tag instead, also a new one.",
        ("t",),
        "Code book",
        "passages",
        also="split",
    ),
    Command(
        "passages-inside",
        "Inner tags",
        "List the passages of the tags inside it too, or not.",
        ("i",),
        "View",
        "passages",
    ),
    Command("passages-undo", "Undo", "Take the last act back.", ("u",), "Code book", "passages"),
    Command("passages-redo", "Redo", "Do again what was undone.", ("ctrl+r",), "Code book", "passages"),
    Command("passages-close", "Close", "Go back to the code book.", ("q", "p"), "Code book", "passages"),
    Command("names-add", "Add", "Know a name in every document from now on.", ("a",), "Names", "names"),
    Command("names-relabel", "Relabel", "Say what the name really is.", ("r",), "Names", "names"),
    Command("names-forget", "Forget", "Know nothing of the name any more.", ("d",), "Names", "names"),
    Command("names-undo", "Undo", "Take the last act back.", ("u",), "Names", "names"),
    Command("names-redo", "Redo", "Do again what was undone.", ("ctrl+r",), "Names", "names"),
    Command("names-close", "Close", "Leave the known names.", ("q", "K"), "Names", "names"),
    Command(
        "versions-keep",
        "Keep",
        "The passage stands where it is lit; the next follows.",
        ("enter",),
        "Annotate",
        "versions",
    ),
    Command(
        "versions-candidate",
        "Other place",
        "Light the next place that may be the passage's.",
        ("tab",),
        "Annotate",
        "versions",
    ),
    Command(
        "versions-candidate-back", "Place before", "Light the place before.", ("shift+tab",), "Annotate", "versions"
    ),
    Command(
        "versions-place",
        "Place here",
        "The passage is what is selected, or the word at the cursor.",
        ("p",),
        "Annotate",
        "versions",
    ),
    Command(
        "versions-orphan",
        "Gone",
        "The passage is gone; its annotation stays in the notes.",
        ("o",),
        "Annotate",
        "versions",
    ),
    Command("versions-delete", "Delete", "Delete the annotation; undo brings it back.", ("d",), "Annotate", "versions"),
    Command("versions-next", "Next", "Leave it open and look at the next.", ("n",), "Annotate", "versions"),
    Command("versions-back", "Back", "Look at the one before.", ("N",), "Annotate", "versions"),
    Command("versions-undo", "Undo", "Take the last act back.", ("u",), "Annotate", "versions"),
    Command("versions-redo", "Redo", "Do again what was undone.", ("ctrl+r",), "Annotate", "versions"),
    *_VERSION_MOVES,
    Command(
        "versions-select",
        "Select",
        "Start a selection that every motion extends, or leave it.",
        ("v",),
        "Select",
        "versions",
    ),
    Command(
        "versions-grow",
        "Grow",
        "Grow the selection: word, clause, sentence, paragraph.",
        ("+", "="),
        "Select",
        "versions",
    ),
    Command("versions-shrink", "Shrink", "Shrink the selection by one step.", ("-",), "Select", "versions"),
    Command(
        "versions-leave", "Leave", "Leave the selection; without one, the screen.", ("escape",), "Documents", "versions"
    ),
    Command("versions-close", "Close", "Leave the changed texts.", ("q", "V"), "Documents", "versions"),
    Command("review-accept", "Accept", "The mark is right; the next follows.", ("enter",), "Marks", "review"),
    Command("review-reject", "Reject", "The mark is wrong; the next follows.", ("x",), "Marks", "review"),
    Command("review-relabel", "Relabel", "Say what the mark really is.", ("r",), "Marks", "review"),
    Command("review-skip", "Skip", "Leave it open; it comes again at the end.", ("n", "tab"), "Marks", "review"),
    Command("review-back", "Back", "Go back to the mark before.", ("N", "shift+tab"), "Marks", "review"),
    Command("review-bulk", "Many at once", "Judge what is alike as one act.", ("b",), "Marks", "review"),
    Command("review-undo", "Undo", "Take the last act back.", ("u",), "Marks", "review"),
    Command("review-redo", "Redo", "Do again what was undone.", ("ctrl+r",), "Marks", "review"),
    Command("review-layers", "Kinds", "Choose which kinds of mark are reviewed.", ("f",), "View", "review"),
    Command("review-floor", "Unsure only", "Review only marks less certain than you say.", ("F",), "View", "review"),
    Command(
        "review-order", "Order", "The least certain first, or as they stand in the text.", ("s",), "View", "review"
    ),
    Command("review-down", "Down", "Scroll one line down.", ("j", "down"), "Move", "review"),
    Command("review-up", "Up", "Scroll one line up.", ("k", "up"), "Move", "review"),
    Command("review-page-down", "Page down", "Scroll down.", ("space", "pagedown", "ctrl+d"), "Move", "review"),
    Command("review-page-up", "Page up", "Scroll up.", ("pageup", "backspace", "ctrl+u"), "Move", "review"),
    Command("review-close", "Close", "Go back to where you were.", ("q", "J", "escape"), "Documents", "review"),
    Command("preview-close", "Close", "Leave all as it is.", ("q",), "Marks", "preview"),
    Command("history-undo", "Undo this", "Take this act back, whatever was done since.", ("u",), "Annotate", "history"),
    Command("history-redo", "Redo this", "Do this act again.", ("ctrl+r",), "Annotate", "history"),
    Command(
        "history-scope", "Which acts", "Show those of a document, an annotation, a day.", ("f",), "View", "history"
    ),
    Command("history-deleted", "Deleted", "Bring back what was deleted.", ("d",), "Annotate", "history"),
    Command("history-close", "Close", "Leave the history.", ("q", "Y"), "Documents", "history"),
    Command("deleted-close", "Close", "Leave what was deleted.", ("q",), "Documents", "deleted"),
    *_TAKEN,
    Command(
        "differences-both", "All", "What all have marked stands; the next follows.", ("b",), "Annotate", "differences"
    ),
    Command("differences-neither", "Neither", "Nobody is right; the next follows.", ("0",), "Annotate", "differences"),
    Command("differences-next", "Next", "Leave it open and look at the next.", ("n", "tab"), "Annotate", "differences"),
    Command("differences-back", "Back", "Look at the one before.", ("N", "shift+tab"), "Annotate", "differences"),
    Command("differences-undo", "Undo", "Take the last act back.", ("u",), "Annotate", "differences"),
    Command("differences-redo", "Redo", "Do again what was undone.", ("ctrl+r",), "Annotate", "differences"),
    Command("differences-down", "Down", "Scroll one line down.", ("j", "down"), "Move", "differences"),
    Command("differences-up", "Up", "Scroll one line up.", ("k", "up"), "Move", "differences"),
    Command(
        "differences-page-down", "Page down", "Scroll down.", ("space", "pagedown", "ctrl+d"), "Move", "differences"
    ),
    Command("differences-page-up", "Page up", "Scroll up.", ("pageup", "backspace", "ctrl+u"), "Move", "differences"),
    Command("differences-close", "Close", "Go back to where you were.", ("q", "escape"), "Documents", "differences"),
    Command("marks-shown", "Marks shown", "Choose which kinds of mark are shown.", ("f",), "View"),
    Command(
        "floor",
        "Floor of certainty",
        "Show only marks as sure as you say.",
        ("F",),
        "View",
        also="confidence threshold score hide unsure",
    ),
    Command(
        "annotator",
        "Whose annotations",
        "Show only what one annotator has marked, or all again.",
        (),
        "View",
        also="author filter colleague who",
    ),
    Command("wider", "Wider lines", "Make the lines of the article longer.", (), "View"),
    Command("narrower", "Narrower lines", "Make the lines of the article shorter.", (), "View"),
    Command("palette", "Every command", "Find any command by its name.", ("ctrl+p",), "Program", "everywhere"),
    Command("quit", "Quit", "Leave the program; everything is saved.", ("q",), "Program"),
)

CHOOSING: Final[Mapping[Place, str]] = {
    "panel": "Read on at the item's evidence.",
    "library": "Open the document.",
    "codebook": "Rename the tag.",
    "passages": "Read on at the passage.",
    "names": "Say what the name really is.",
    "preview": "Do it to all that are listed, as one act.",
    "history": "Read on where the act changed something.",
    "deleted": "Bring it back.",
}
"""What choosing an item does in each list."""

BY_ID: Final = {command.id: command for command in COMMANDS}


def commands_of(*places: Place) -> tuple[Command, ...]:
    """Return the commands that work in any of `places`, in the table's order."""
    return tuple(command for command in COMMANDS if command.place in places)
