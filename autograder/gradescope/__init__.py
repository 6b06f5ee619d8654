"""The zip that Gradescope makes an autograder of."""

from autograder.gradescope.upload import Sandbox, Upload, make_upload, write_upload

__all__ = ["Sandbox", "Upload", "make_upload", "write_upload"]
