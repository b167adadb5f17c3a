"""The reader's commands: the article, its marks and annotations."""

from typing import Final

from tui.commands.command import Command

_TAGS: Final = tuple(
    Command(f"tag-{n}", f"Tag {n}", f"Tag what is here with tag {n}; again takes it off.", (str(n),), "Annotate")
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

MAIN_JOB: Final = (
    Command(
        "tag-by-name", "Tag by name", "Tag with a tag by its name; a new name makes a new tag.", ("t",), "Annotate"
    ),
    Command("comment", "Note", "Write a note on the passage.", ("c",), "Annotate", also="comment remark"),
    Command("accept", "Keep", "Keep the machine's mark as an annotation and go to the next.", ("enter",), "Marks"),
    Command("find", "Find", "Search in the article.", ("/",), "Find"),
    Command("export", "Export", "Write the annotations to a file.", ("E",), "Documents", also="save json csv"),
)

LIBRARY: Final = (
    Command("library", "Library", "Show all documents, each as read up to your furthest place.", ("L",), "Documents"),
)

MOVES: Final = (
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
)

MARKS: Final = (
    Command("mark-next", "Next mark", "Go to the next mark of the kinds shown.", ("tab",), "Marks"),
    Command("mark-back", "Mark back", "Go to the mark before.", ("shift+tab",), "Marks"),
    Command(
        "jump",
        "Jump",
        "Put letters on every mark of the screen; typing them goes there, a capital selects the sentence.",
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
        "explain",
        "Why this mark",
        "Tell all that is said of what is here, and why it is marked.",
        ("i",),
        "Marks",
        also="explain all of it whole full",
    ),
    Command("remember", "Remember this name", "Know these words as a name in every document.", ("R",), "Marks"),
)

SELECTING: Final = (
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
)

ANNOTATING: Final = (
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
    Command(
        "link-back",
        "Back",
        "Go back to where a link was followed, or to the list of passages.",
        ("ctrl+o",),
        "Annotate",
    ),
    Command("unlink", "Unlink", "Take a link of the annotation away.", (), "Annotate", also="link remove"),
    Command(
        "unsaved",
        "Unsaved note",
        "Go to a note that was begun and is not saved, and go on with it.",
        ("U",),
        "Annotate",
        also="draft comment note lost",
    ),
    Command("delete", "Delete", "Delete the annotation under the cursor.", ("d",), "Annotate"),
    Command("repeat", "Repeat", "Do the last act again, here.", (".",), "Annotate"),
    Command("undo", "Undo", "Take the last act back, even one of yesterday.", ("u",), "Annotate"),
    Command("redo", "Redo", "Do again what was undone.", ("ctrl+r",), "Annotate"),
    Command("copy", "Copy", "Copy the passage with its source.", ("y",), "Annotate"),
)

FINDING: Final = (
    Command("find-next", "Next hit", "Go to the next place that was found.", ("n",), "Find"),
    Command("find-back", "Hit back", "Go to the place found before.", ("N",), "Find"),
    Command("set-place", "Set a place", "Remember this place under a letter.", ("m",), "Find"),
    Command("go-place", "Go to a place", "Go to the place remembered under a letter.", ("'",), "Find"),
)

PANEL: Final = (
    Command("panel", "Panel", "Show or hide the panel.", ("p",), "Panel"),
    Command("panel-focus", "Into the panel", "Put the keys into the panel, or back into the article.", ("P",), "Panel"),
    Command("panel-back", "Tab back", "Show the panel's tab before.", ("[",), "Panel"),
    Command("panel-next", "Next tab", "Show the panel's next tab.", ("]",), "Panel"),
)

DOCUMENTS: Final = (
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
)

VIEW: Final = (
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
)

LEAVING: Final = (Command("quit", "Quit", "Leave the program; everything is saved.", ("q",), "Program"),)
