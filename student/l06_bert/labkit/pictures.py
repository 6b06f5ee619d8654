"""Small changes to a picture: turned, mirrored, blurred, noisy … each a function from picture to picture.

A picture is an array uint8 (H, W, 3); what comes back is a new one of the same shape. Those with a measure are made
by a call: `rotate(15)` is a function. This module stands on its own (it imports nothing else of labkit).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

Picture = npt.NDArray[np.uint8]
Transform = Callable[[Picture], Picture]


def same(picture: Picture) -> Picture:
    """The picture as it is."""
    return picture.copy()


def mirror(picture: Picture) -> Picture:
    """Left and right swapped."""
    return picture[:, ::-1].copy()


def upside_down(picture: Picture) -> Picture:
    """Top and bottom swapped."""
    return picture[::-1].copy()


def invert(picture: Picture) -> Picture:
    """The negative: each value becomes 255 less the value."""
    return 255 - picture


def grey(picture: Picture) -> Picture:
    """Without colour: each pixel's brightness in all three channels."""
    return np.array(Image.fromarray(picture).convert("L").convert("RGB"))


def rotate(degrees: float) -> Transform:
    """Turns a picture about its centre, to the left; corners get the border's usual colour."""

    def turned(picture: Picture) -> Picture:
        border = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
        fill = tuple(int(value) for value in np.median(border, axis=0))
        return np.array(Image.fromarray(picture).rotate(degrees, Image.Resampling.BILINEAR, fillcolor=fill))

    return turned


def shift(right: int, down: int) -> Transform:
    """Moves a picture by that many pixels; what leaves on one side comes back on the other."""

    def shifted(picture: Picture) -> Picture:
        return np.roll(picture, (down, right), axis=(0, 1))

    return shifted


def blur(radius: float) -> Transform:
    """Blurs a picture by a Gaussian of that standard deviation in pixels."""

    def blurred(picture: Picture) -> Picture:
        return np.array(Image.fromarray(picture).filter(ImageFilter.GaussianBlur(radius)))

    return blurred


def noise(size: float, seed: int = 0) -> Transform:
    """Adds normal random numbers of that standard deviation, the same for every picture of one shape."""

    def noisy(picture: Picture) -> Picture:
        return _whole(picture + np.random.RandomState(seed).normal(0, size, picture.shape))

    return noisy


def brighten(by: float) -> Transform:
    """Adds a number to all values, a negative one to darken."""

    def brighter(picture: Picture) -> Picture:
        return _whole(picture.astype(np.float64) + by)

    return brighter


def occlude(share: float) -> Transform:
    """Covers a grey square at the centre, whose side is that share of the picture's shorter one."""

    def covered(picture: Picture) -> Picture:
        result, half = picture.copy(), round(min(picture.shape[:2]) * share / 2)
        y, x = picture.shape[0] // 2, picture.shape[1] // 2
        result[y - half : y + half, x - half : x + half] = 128
        return result

    return covered


def _whole(values: npt.NDArray[np.float64]) -> Picture:
    """Numbers as whole ones from 0 to 255: what lies beyond is cut off, and does not wrap around."""
    return values.round().clip(0, 255).astype(np.uint8)
