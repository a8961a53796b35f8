"""Commands about models for 3D printing: which are in a folder, and what one is and looks like."""

import asyncio
from pathlib import Path

from desktop import limits
from desktop.errors import ModelNotSeen
from desktop.node import protocol
from desktop.node.node import Node
from desktop.node.protocol import ModelFile, ModelResult, ModelsResult, Tell
from desktop.share.models.finding import models_in
from desktop.share.models.sights import Look, NoSight
from desktop.share.models.viewing import Viewer


async def list_models(node: Node, command: protocol.ListModels, tell: Tell) -> ModelsResult:
    """Name the models in a folder. Raises PathMissing or PathUnreadable."""
    del node, tell
    models = await asyncio.to_thread(models_in, Path(command.folder))
    files = tuple(ModelFile(model.path, model.size, model.changed) for model in models.found)
    return ModelsResult(command.folder, files, models.are_all)


async def look_at_model(node: Node, command: protocol.LookAtModel, tell: Tell) -> ModelResult:
    """Measure a model, and draw it if a size is given. Raises ModelNotSeen."""
    del tell
    side = limits.MODEL_PICTURE_SIDE
    look = Look(command.path, min(command.width, side), min(command.height, side), command.closely)
    if node.viewer is not None:
        seen = await node.viewer.look(look)
    else:
        async with Viewer() as viewer:
            seen = await viewer.look(look)
    if isinstance(seen, NoSight):
        raise ModelNotSeen(path=command.path, why=seen.why.value)
    return ModelResult(seen.triangles, seen.size, seen.watertight, seen.volume, seen.drawing)
