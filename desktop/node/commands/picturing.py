"""The command that looks for a picture which stands for a transfer."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from desktop import limits
from desktop.node import protocol
from desktop.node.commands.transfers import find_transfer
from desktop.node.node import Node
from desktop.node.protocol import PictureResult, Tell
from desktop.node.transfers.closeup import Sight
from desktop.share.models import finding as models
from desktop.share.models.sights import Look
from desktop.share.models.sights import Sight as ModelSight
from desktop.share.photos import sights as photos
from desktop.share.photos.sights import PhotoLook

_TRIES: Final = 3
"""Of each kind: what cannot be seen once is seldom seen by looking on."""


async def look_at_transfer(node: Node, command: protocol.LookAtTransfer, tell: Tell) -> PictureResult:
    """Return the first photo among its files that can be seen, or else the first model."""
    del tell
    transfer = await find_transfer(node, command.transfer)
    assert node.transfers is not None
    sight = await node.transfers.look(transfer)
    return await _photo(node, command, sight) or await _model(node, command, sight) or PictureResult()


async def _photo(node: Node, command: protocol.LookAtTransfer, sight: Sight) -> PictureResult | None:
    assert node.photos is not None
    for name, path in _first(sight, photos.ENDINGS, limits.PHOTO_BYTES):
        photo = await node.photos.look(PhotoLook(str(path), command.width, command.height))
        if photo is not None:
            return PictureResult(name, photo=photo)
    return None


async def _model(node: Node, command: protocol.LookAtTransfer, sight: Sight) -> PictureResult | None:
    assert node.viewer is not None
    for name, path in _first(sight, models.ENDINGS, limits.MODEL_BYTES):
        seen = await node.viewer.look(Look(str(path), command.width, command.height))
        if isinstance(seen, ModelSight) and seen.drawing is not None:
            return PictureResult(name, drawing=seen.drawing)
    return None


def _first(sight: Sight, endings: frozenset[str], most: int) -> Iterator[tuple[str, Path]]:
    """Return name and place of the first files of a kind that are wholly here."""
    fitting = (
        (file.path, placed.disk)
        for file, placed, done in zip(sight.files, sight.placed, sight.done, strict=False)
        if 0 < file.size <= most
        and (sight.transfer.is_settled or done == file.size)
        and Path(file.path).suffix.lower() in endings
    )
    return islice(fitting, _TRIES)
