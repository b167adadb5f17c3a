"""The one thread that holds the store: it takes jobs in order, and answers each with a message to who asked."""

import contextvars
import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from annotations.store import Store

Job = Callable[["Store"], Message | None]
"""What is to be done with the store. It runs in the store's thread, touches no widget, and returns the answer."""


class Failed(Message):
    """A job that the store refused: nothing of it was done. `what` names the job, `why` is one clear line."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__()
        self.what = what
        self.why = why


class NoStore(Message):
    """The store could not be opened; `why` is one clear line."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class Desk:
    """Takes jobs for the store at `path` and runs them, one after the other, in a thread of its own.

    The thread starts with `open`; jobs asked for before wait for it.
    """

    def __init__(self, path: Path, author: str) -> None:
        self.path = path
        self.author = author
        self._jobs: queue.SimpleQueue[tuple[MessagePump, Job, str] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def open(self, owner: MessagePump) -> None:
        """Start the thread, which opens the store; `owner` gets NoStore if that fails."""
        context = contextvars.copy_context()
        self._thread = threading.Thread(target=context.run, args=(self._work, owner), name="store", daemon=True)
        self._thread.start()

    def ask(self, asker: MessagePump, job: Job, what: str = "") -> None:
        """Have `job` done after all that was asked before; its message goes to `asker`, or Failed does.

        `what` says in a few words what the job does, for the case that it fails.
        """
        self._jobs.put((asker, job, what))

    @property
    def opened(self) -> bool:
        """Whether the thread was started."""
        return self._thread is not None

    def close(self) -> None:
        """Wait until all that was asked is done, and close the store."""
        self._jobs.put(None)
        if self._thread is not None:
            self._thread.join()

    def _work(self, owner: MessagePump) -> None:
        from annotations.store import StoreError, open_store

        try:
            store = open_store(self.path, author=self.author)
        except (StoreError, OSError) as error:
            owner.post_message(NoStore(str(error)))
            return
        with store:
            while (asked := self._jobs.get()) is not None:
                self._do(store, *asked)

    def _do(self, store: "Store", asker: MessagePump, job: Job, what: str) -> None:
        from annotations.store import StoreError

        try:
            answer = job(store)
        except (StoreError, OSError) as error:
            answer = Failed(what, str(error))
        except Exception as error:  # the thread goes on: what a fault in one job costs is that job
            answer = Failed(what, f"{type(error).__name__}: {error}")
        if answer is not None:
            asker.post_message(answer)
