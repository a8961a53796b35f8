"""Transfers: what is asked of them, and what is answered."""

from typing import Annotated

import msgspec
from msgspec import Meta

from desktop.limits import PHOTO_SIDE, TORRENT_FILES
from desktop.node.protocol.command import Command
from desktop.node.protocol.details import TransferDetails
from desktop.reasons import AnyReason
from desktop.share.models.sights import Drawing
from desktop.share.photos.sights import Photo

type _Side = Annotated[int, Meta(ge=4, le=PHOTO_SIDE)]
type _File = Annotated[int, Meta(ge=0, le=TORRENT_FILES * 2)]


class TransferResult(msgspec.Struct, frozen=True):
    """One row of the transfers list. `state` is one of those that the command line's page names.

    `role` is share or get, `audience` public, link or people; times are RFC 3339. `sent` is how many bytes
    were ever given, `arrived` how many people came to have it from here since the node started.
    """

    transfer: str
    share: str
    name: str
    state: str
    done: int
    total: int
    down: int
    up: int
    peers: int
    reason: AnyReason | None
    role: str = ""
    audience: str = ""
    added: str = ""
    finished: str | None = None
    sent: int = 0
    arrived: int = 0
    ends: str | None = None
    """When its link stops working, None if never."""


class ListTransfers(Command[list[TransferResult]], frozen=True, tag="transfers"):
    pass


class Pause(Command[list[TransferResult]], frozen=True, tag="pause"):
    transfer: str


class Resume(Command[list[TransferResult]], frozen=True, tag="resume"):
    transfer: str


class Remove(Command[list[TransferResult]], frozen=True, tag="remove"):
    transfer: str
    delete_files: bool = False


class Recheck(Command[list[TransferResult]], frozen=True, tag="recheck"):
    transfer: str


class ShowTransfer(Command[TransferDetails], frozen=True, tag="transfers show"):
    """Look closely at one transfer; without `files` only at what changes from second to second."""

    transfer: str
    files: bool = True


class PictureResult(msgspec.Struct, frozen=True):
    """What stands for a transfer: the file that it is of, with a drawing if that is a model, or a photo.

    `file` is None where there is nothing to be seen (yet).
    """

    file: str | None = None
    drawing: Drawing | None = None
    photo: Photo | None = None


class LookAtTransfer(Command[PictureResult], frozen=True, tag="transfers picture"):
    """Make a picture of this size, in pixels, of a photo or model among the files that are here."""

    transfer: str
    width: _Side = 320
    height: _Side = 200


class ChooseFiles(Command[list[TransferResult]], frozen=True, tag="transfers choose"):
    """Say by their numbers which files of a transfer are got, and which of them first or last."""

    transfer: str
    get: tuple[_File, ...] = ()
    leave_out: tuple[_File, ...] = ()
    first: tuple[_File, ...] = ()
    last: tuple[_File, ...] = ()


class MoveTransfer(Command[list[TransferResult]], frozen=True, tag="transfers move"):
    """Have what is got go on in another folder, with all of it that is here."""

    transfer: str
    folder: str


TransferCommand = (
    ListTransfers
    | Pause
    | Resume
    | Remove
    | Recheck
    | ShowTransfer
    | LookAtTransfer
    | ChooseFiles
    | MoveTransfer
)
