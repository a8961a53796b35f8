"""Sample files for the demo neighbourhood, made by the program: pictures, a model, a recording. Blocking."""

import math
import struct
import wave
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

_WIDTH: Final = 480
_HEIGHT: Final = 300
_RATE: Final = 22_050
_SECONDS: Final = 4

type Point = tuple[float, float, float]


def make_photos(folder: Path) -> None:
    """Make a folder of small pictures of an evening sky."""
    names = ("tables in the street.png", "first day/lanterns.png", "Été à la plage.png", "夏の夜.png")
    for number, name in enumerate(names):
        _write(folder / name, _picture(number))


def make_model(folder: Path) -> None:
    """Make a folder with a spiral vase to print (binary STL) and a note about it."""
    _write(folder / "spiral vase.stl", _vase(turns=0.6, steps=90, rings=60))
    _write(folder / "read me.txt", b"Prints in vase mode, 0.6 mm nozzle, 12 % slower on the way up.\n")


def make_recordings(folder: Path) -> None:
    """Make a folder with a few bars of a choir of sine waves."""
    chords = {"Amen.wav": (220, 277, 330), "Canon.wav": (196, 247, 294), "Coda.wav": (175, 220)}
    for name, tones in chords.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with wave.open(str(folder / name), "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(_RATE)
            sound.writeframes(_sound(tones))


def make_gear(folder: Path) -> None:
    """Make a folder with a small model."""
    _write(folder / "mixer gear.stl", _gear(teeth=24))
    _write(folder / "licence.txt", b"CC0 1.0\n")


SAMPLES: Final[Mapping[str, Callable[[Path], None]]] = MappingProxyType(
    {
        "Street party photos": make_photos,
        "Spiral vase v3": make_model,
        "Choir recordings": make_recordings,
        "Mixer gear, 24 teeth": make_gear,
    }
)


def make_sample(home: Path, title: str) -> Path:
    """Make one of `SAMPLES` in `home` and return its folder."""
    folder = home / title
    SAMPLES[title](folder)
    return folder


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _picture(number: int) -> bytes:
    """Return a PNG (RFC 2083) of the sun going down behind two rows of hills."""
    far = [0.58 + 0.09 * math.sin(across / 70 + 2 * number) for across in range(_WIDTH)]
    near = [0.76 + 0.07 * math.sin(across / 110 + number) for across in range(_WIDTH)]
    sun_left, sun_top = _WIDTH * (0.3 + 0.13 * number), _HEIGHT * 0.46
    lines = bytearray()
    for down in range(_HEIGHT):
        light = down / _HEIGHT
        sky = bytes((int(70 + 175 * light), int(86 + 88 * light + 8 * number), int(140 - 44 * light)))
        lines.append(0)  # no filter
        for across in range(_WIDTH):
            if light > near[across]:
                lines += bytes((38 + 8 * number, 62 + 6 * number, 58))
            elif light > far[across]:
                lines += bytes((92 + 8 * number, 96 + 4 * number, 104))
            elif math.hypot(across - sun_left, down - sun_top) < _HEIGHT * 0.11:
                lines += b"\xff\xdf\xa4"
            else:
                lines += sky
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(lines), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, parts))


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    kind, data = part
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _vase(*, turns: float, steps: int, rings: int) -> bytes:
    """Return a binary STL of a twisted, rippled tube."""

    def point(ring: int, step: int) -> Point:
        height = ring / rings
        angle = 2 * math.pi * (step / steps + turns * height)
        radius = 30 + 8 * math.sin(3 * height) + 2 * math.cos(8 * angle)
        return radius * math.cos(angle), radius * math.sin(angle), 100 * height

    triangles = []
    for ring in range(rings):
        for step in range(steps):
            here, right = point(ring, step), point(ring, step + 1)
            above, across = point(ring + 1, step), point(ring + 1, step + 1)
            triangles += [(here, right, across), (here, across, above)]
    return _stl(triangles)


def _gear(*, teeth: int) -> bytes:
    """Return a binary STL of a wheel with teeth and a hole for its axle; millimetres."""
    outline = [radius for _ in range(teeth) for radius in (36.0, 36.0, 36.0, 42.0, 42.0, 42.0)]
    steps, height, bore = len(outline), 14.0, 11.0

    def at(radius: float, step: int, level: float) -> Point:
        angle = 2 * math.pi * step / steps
        return radius * math.cos(angle), radius * math.sin(angle), level

    triangles: list[tuple[Point, Point, Point]] = []
    for step in range(steps):
        here, there = outline[step], outline[(step + 1) % steps]
        ring = [
            (at(bore, step, 0.0), at(bore, step, height)),
            (at(here, step, 0.0), at(here, step, height)),
            (at(there, step + 1, 0.0), at(there, step + 1, height)),
            (at(bore, step + 1, 0.0), at(bore, step + 1, height)),
        ]
        low, high = [pair[0] for pair in ring], [pair[1] for pair in ring]
        outside, inside = (low[1], low[2], high[2], high[1]), (low[3], low[0], high[0], high[3])
        for one, two, three, four in (high, low[::-1], outside, inside):
            triangles += [(one, two, three), (one, three, four)]
    return _stl(triangles)


def _stl(triangles: list[tuple[Point, Point, Point]]) -> bytes:
    body = b"".join(
        struct.pack("<12fH", 0, 0, 0, *(value for corner in corners for value in corner), 0)
        for corners in triangles
    )
    return bytes(80) + struct.pack("<I", len(triangles)) + body


def _sound(tones: tuple[int, ...]) -> bytes:
    frames = bytearray()
    for frame in range(_RATE * _SECONDS):
        seconds = frame / _RATE
        loudness = 9000 / len(tones) * min(1.0, seconds, _SECONDS - seconds)
        value = sum(math.sin(2 * math.pi * tone * seconds) for tone in tones)
        frames += struct.pack("<h", int(loudness * value))
    return bytes(frames)
