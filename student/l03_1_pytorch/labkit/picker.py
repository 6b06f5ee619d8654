"""A picture chosen from a list or uploaded, with ipywidgets; without a notebook's front end, all of the list."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

Picture = npt.NDArray[np.uint8]
Show = Callable[[str, Picture], Any]

# set by Jupyter's server for a notebook's kernel, by VS Code, and by Colab
FRONT_ENDS = ("JPY_SESSION_NAME", "VSCODE_PID", "COLAB_RELEASE_TAG")


def picker(show: Show, pictures: Mapping[str, Picture], *, widgets: bool | None = None) -> None:
    """Calls `show(name, picture)` for what a person chooses or uploads.

    widgets: whether there is a front end that can show them; by default as the environment tells. Where there is
    none (a notebook run by a program, a page of HTML), each picture is shown, one below the other.
    """
    if widgets is None:
        widgets = any(os.environ.get(name) for name in FRONT_ENDS)
    if widgets:
        _offer(show, pictures)
        return
    for name, picture in pictures.items():
        show(name, picture)


def uploaded(files: Any) -> tuple[str, Picture]:
    """Name and picture (H, W, 3) of the first file that ipywidgets' FileUpload holds."""
    image = Image.open(io.BytesIO(bytes(files[0]["content"])))
    return str(files[0]["name"]), np.array(image.convert("RGB"))


def _offer(show: Show, pictures: Mapping[str, Picture]) -> None:
    """Shows a list, a button for uploads, and below them the picture in question."""
    import ipywidgets
    from IPython.display import display

    choice = ipywidgets.Dropdown(options=list(pictures), description="picture")
    upload = ipywidgets.FileUpload(accept="image/*", multiple=False, description="your own")
    room = ipywidgets.Output()

    def put(name: str, picture: Picture) -> None:
        room.clear_output(wait=True)
        with room:
            show(name, picture)

    choice.observe(lambda change: put(change["new"], pictures[change["new"]]), "value")
    upload.observe(lambda change: put(*uploaded(change["new"])), "value")
    display(ipywidgets.VBox([ipywidgets.HBox([choice, upload]), room]))
    put(choice.value, pictures[choice.value])
