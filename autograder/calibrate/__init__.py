"""How far from its threshold a correct solution's figure lies, over many seeds."""

from autograder.calibrate.bounds import Summary, tolerance_factor
from autograder.calibrate.figures import Figure, Threshold
from autograder.calibrate.run import Calibration, calibrate

__all__ = ["Calibration", "Figure", "Summary", "Threshold", "calibrate", "tolerance_factor"]
