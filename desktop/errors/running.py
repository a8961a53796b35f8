"""What goes wrong between node and command line, and how a command ends without a result. Any thread."""

from dataclasses import dataclass

from desktop.errors.root import AppError, WrongUse


@dataclass(eq=False)
class NodeRunning(WrongUse):
    """A node runs for this profile with other network options than these."""

    kind = "node-running"
    options: str


@dataclass(eq=False)
class NodeOfOtherVersion(AppError):
    """The running node speaks another version of the local protocol."""

    kind = "node-of-other-version"


@dataclass(eq=False)
class NodeBusy(AppError):
    """The node that runs for the profile is another command's and takes no part in calls."""

    kind = "node-busy"


@dataclass(eq=False)
class NotOnNetwork(AppError):
    """The local network is not looked at: --no-lan, or it cannot be."""

    kind = "not-on-network"


@dataclass(eq=False)
class NoWindow(AppError):
    """The node that runs for the profile has no window."""

    kind = "no-window"


@dataclass(eq=False)
class NoScreen(AppError):
    """There is no screen on which a window could be shown."""

    kind = "no-screen"


@dataclass(eq=False)
class NodeGone(AppError):
    """The running node went away in the middle of a command."""

    kind = "node-gone"


@dataclass(eq=False)
class PortUnusable(AppError):
    """The address to listen on cannot be had."""

    kind = "port-unusable"
    address: str


@dataclass(eq=False)
class Interrupted(AppError):
    """The person stopped it before it was done; `what` they stopped: it, or only watching."""

    kind = "interrupted"
    exit_code = 130
    what: str = "it"


@dataclass(eq=False)
class AnswerNotWritten(AppError):
    """What was to be said could not be written where stdout leads."""

    kind = "answer-not-written"


@dataclass(eq=False)
class OwnMistake(AppError):
    """Passalong itself is at fault. What exactly happened is in the log and nowhere else."""

    kind = "bug"
