"""Models that tests make themselves, in every format that is read."""

import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO
from itertools import product
from math import cos, pi, sin
from types import MappingProxyType
from typing import Final

type Corner = tuple[float, float, float]
type Corners = list[Corner]
type Faces = list[tuple[int, int, int]]

CORE: Final = "http://schemas.microsoft.com/3dmanufacturing/core/2015/02"
PRODUCTION: Final = "http://schemas.microsoft.com/3dmanufacturing/production/2015/06"
RELATIONS: Final = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Target="/3D/3dmodel.model" Id="r" '
    'Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>'
)
FACES: Final[Faces] = [
    (0, 1, 3), (0, 3, 2), (4, 6, 7), (4, 7, 5), (0, 4, 5), (0, 5, 1),
    (2, 3, 7), (2, 7, 6), (0, 2, 6), (0, 6, 4), (1, 5, 7), (1, 7, 3),
]  # fmt: skip


def box(across: float = 72, deep: float = 40, high: float = 18) -> Corners:
    """Return the corners of a box; FACES makes it one."""
    return [(x * across, y * deep, z * high) for x, y, z in product((0.0, 1.0), repeat=3)]


def binary_stl(corners: Corners | None = None, faces: Faces = FACES, claimed: int | None = None) -> bytes:
    where = box() if corners is None else corners
    triangles = b"".join(
        struct.pack("<12fH", 0, 0, 0, *(axis for corner in face for axis in where[corner]), 0)
        for face in faces
    )
    count = len(faces) if claimed is None else claimed
    return b"solid made by a test".ljust(80) + struct.pack("<I", count) + triangles


def ascii_stl() -> bytes:
    where = box()
    facets = "".join(
        "facet normal 0 0 0\nouter loop\n"
        + "".join("vertex {} {} {}\n".format(*where[corner]) for corner in face)
        + "endloop\nendfacet\n"
        for face in FACES
    )
    return f"solid box\n{facets}endsolid box\n".encode()


def obj(tail: str = "") -> bytes:
    lines = ["mtllib /etc/passwd"]
    lines += ["v {} {} {}".format(*corner) for corner in box()]
    lines += ["f {} {} {}".format(*(corner + 1 for corner in face)) for face in FACES]
    return ("\n".join(lines) + f"\n{tail}\n").encode()


def ply(claimed: int = 8, faces: int = 12) -> bytes:
    head = (
        f"ply\nformat ascii 1.0\nelement vertex {claimed}\nproperty float x\nproperty float y\n"
        f"property float z\nelement face {faces}\nproperty list uchar int vertex_indices\nend_header\n"
    )
    lines = ["{} {} {}".format(*corner) for corner in box()] + ["3 {} {} {}".format(*face) for face in FACES]
    return (head + "\n".join(lines) + "\n").encode()


def mesh_xml(corners: Corners | None = None) -> str:
    vertices = "".join('<vertex x="{}" y="{}" z="{}"/>'.format(*c) for c in corners or box())
    triangles = "".join('<triangle v1="{}" v2="{}" v3="{}"/>'.format(*face) for face in FACES)
    return f"<mesh><vertices>{vertices}</vertices><triangles>{triangles}</triangles></mesh>"


def model_xml(objects: str, build: str, *, unit: str = "millimeter", head: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{head}<model unit="{unit}" xmlns="{CORE}" xmlns:p="{PRODUCTION}">'
        f"<resources>{objects}</resources><build>{build}</build></model>"
    )


def one_box(**more: str) -> str:
    return model_xml(f'<object id="1">{mesh_xml()}</object>', '<item objectid="1"/>', **more)


def three_mf(root: str, others: Mapping[str, str | bytes] = MappingProxyType({})) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr("3D/3dmodel.model", root)
        for name, content in others.items():
            package.writestr(name, content)
    return made.getvalue()


def sphere(rings: int) -> tuple[Corners, Faces]:
    """Return a ball of radius 1 with about 4 times `rings` squared triangles."""

    around = 2 * rings
    corners = [
        (sin(down) * cos(turn), sin(down) * sin(turn), cos(down))
        for down in (pi * ring / rings for ring in range(rings + 1))
        for turn in (2 * pi * step / around for step in range(around))
    ]
    faces: Faces = []
    for j in range(rings):
        for i in range(around):
            here, beside = j * around + i, j * around + (i + 1) % around
            faces += [(here, here + around, beside), (beside, here + around, beside + around)]
    return corners, faces
