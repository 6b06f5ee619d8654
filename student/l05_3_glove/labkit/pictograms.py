"""Pictures of two dozen things, drawn from a font: what the small network of the VGG lab was trained on.

The pictograms are glyphs of DejaVu Sans, which comes with Matplotlib (its licence allows every use:
https://dejavu-fonts.github.io/License.html). Half of them stand on crops of the two photographs that come with
scikit-learn, "china.jpg" by Benjamin Kerensa and "flower.jpg" by Werner Kunz (both CC BY 2.0). This module stands
on its own (it imports nothing else of labkit).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

Picture = npt.NDArray[np.uint8]
Colour = tuple[int, int, int]

SIZE = 224  # pixels a side, as VGG16 takes them
GLYPHS = {
    "airplane": "\u2708",
    "anchor": "\u2693",
    "cat": "\U0001f431",
    "chess knight": "\u265e",
    "cloud": "\u2601",
    "coffee cup": "\u2615",
    "cow": "\U0001f42e",
    "envelope": "\u2709",
    "flower": "\u273f",
    "gear": "\u2699",
    "heart": "\u2665",
    "keyboard": "\u2328",
    "monkey": "\U0001f435",
    "mouse": "\U0001f42d",
    "music notes": "\u266b",
    "pencil": "\u270f",
    "scissors": "\u2702",
    "skull": "\u2620",
    "snowflake": "\u2744",
    "snowman": "\u2603",
    "star": "\u2605",
    "sun": "\u2600",
    "telephone": "\u260e",
    "umbrella": "\u2602",
}
NAMES = tuple(GLYPHS)
TILT = 12.0  # degrees: pictures are drawn all but upright, and never mirrored
CONTRAST = 90  # the least difference of brightness between a thing and what is behind it, of 255


def data_set(n: int, seed: int, shrink: int = 1) -> tuple[Picture, npt.NDArray[np.int64]]:
    """n pictures uint8 (n, 224, 224, 3) and their classes int64 (n,), places in NAMES, each about as often.

    shrink: each block of that many pixels a side becomes one, their mean.
    """
    rng = np.random.RandomState(seed)  # whose numbers never change, those of default_rng may
    labels = rng.permutation(np.arange(n) % len(NAMES)).astype(np.int64)
    made = [Image.fromarray(draw(NAMES[label], rng)).reduce(shrink) for label in labels]
    return np.stack([np.array(picture) for picture in made]), labels


def draw(name: str, rng: np.random.RandomState) -> Picture:
    """One picture uint8 (224, 224, 3): place, size, tilt, colours and background are random."""
    back = _background(rng)
    light = float(_brightness(back).mean())
    side = int(SIZE * rng.uniform(0.55, 0.95))
    left, top = (int(rng.uniform(0, SIZE - side + 1)) for _ in range(2))
    return paint(name, back, _colour_apart(light, rng), side, (left, top), rng.uniform(-TILT, TILT))


def paint(
    name: str, back: Picture, colour: Colour, side: int, corner: tuple[int, int], turn: float
) -> Picture:
    """The thing in one colour on a background (H, W, 3), in a square of that side; `turn` in degrees, to the left."""
    mask = _mask(name).rotate(turn, Image.Resampling.BILINEAR).resize((side, side), Image.Resampling.BOX)
    picture = Image.fromarray(back)
    picture.paste(colour, corner, mask)
    return np.array(picture)


def pictures() -> dict[str, Picture]:
    """The lab's three pictures by the name of their file: two as in training, one that climbs steeply."""
    plain = np.full((SIZE, SIZE, 3), (196, 222, 240), np.uint8)
    return {
        "umbrella": paint("umbrella", photo("china", 150, 90, 300), (250, 236, 120), 180, (24, 26), 6.0),
        "telephone": paint("telephone", photo("flower", 330, 20, 280), (248, 244, 238), 170, (30, 34), -5.0),
        "airplane": paint("airplane", plain, (40, 44, 92), 190, (7, 7), 85.0),
    }


def write_pictures(folder: Path) -> None:
    """Writes the lab's three pictures as PNG files."""
    for name, picture in pictures().items():
        Image.fromarray(picture).save(folder / f"{name}.png", optimize=True)


def photo(name: str, left: int, top: int, side: int) -> Picture:
    """A square part of "china" or "flower", a photograph of 427×640 pixels, as a background."""
    part = Image.fromarray(_photos()[name]).crop((left, top, left + side, top + side))
    return np.array(part.resize((SIZE, SIZE), Image.Resampling.BILINEAR))


def _background(rng: np.random.RandomState) -> Picture:
    """A plain colour, a blend of two, or part of a photograph with less contrast."""
    kind = rng.uniform()
    if kind < 0.5:
        first, second = (_colour(rng) for _ in range(2))
        share = np.linspace(0, 1 if kind < 0.25 else 0, SIZE)[:, None, None]  # (H, 1, 1)
        blend = (1 - share) * np.array(first) + share * np.array(second)  # (H, 1, 3)
        return np.broadcast_to(blend, (SIZE, SIZE, 3)).astype(np.uint8)
    name, side = ("china", "flower")[rng.randint(2)], int(rng.uniform(100, 400))
    part = photo(name, rng.randint(640 - side), rng.randint(427 - side), side).astype(float)
    light = rng.uniform(40, 215)
    result: Picture = (light + rng.uniform(0.2, 0.7) * (part - part.mean())).clip(0, 255).astype(np.uint8)
    return result


def _colour(rng: np.random.RandomState) -> Colour:
    red, green, blue = (int(value) for value in rng.randint(256, size=3))
    return red, green, blue


def _colour_apart(light: float, rng: np.random.RandomState) -> Colour:
    """A random colour whose brightness is far enough from that one."""
    while True:
        colour = _colour(rng)
        if abs(float(_brightness(np.array(colour))) - light) >= CONTRAST:
            return colour


def _brightness(colours: npt.NDArray[np.generic]) -> npt.NDArray[np.float64]:
    """Brightness of RGB colours (…, 3), as the eye sees it: (…)."""
    result: npt.NDArray[np.float64] = colours.astype(np.float64) @ np.array([0.299, 0.587, 0.114])
    return result


@cache
def _mask(name: str) -> Image.Image:
    """A thing's shape, white on black, in a square of 224 pixels."""
    import matplotlib

    path = Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")
    font = ImageFont.truetype(str(path), 300)
    left, top, right, bottom = font.getbbox(GLYPHS[name])
    wide, high = int(np.ceil(right - left)), int(np.ceil(bottom - top))
    shape = Image.new("L", (wide, high))
    ImageDraw.Draw(shape).text((-left, -top), GLYPHS[name], font=font, fill=255)
    scale = 0.92 * SIZE / max(wide, high)
    size = (round(wide * scale), round(high * scale))
    square = Image.new("L", (SIZE, SIZE))
    corner = ((SIZE - size[0]) // 2, (SIZE - size[1]) // 2)
    square.paste(shape.resize(size, Image.Resampling.BILINEAR), corner)
    return square


@cache
def _photos() -> Mapping[str, Picture]:
    """scikit-learn's two photographs, each (427, 640, 3)."""
    from sklearn.datasets import load_sample_image

    load: Callable[[str], Picture] = load_sample_image
    return {name: load(f"{name}.jpg") for name in ("china", "flower")}
