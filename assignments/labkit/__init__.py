"""What every lab imports: the data, the device, the seed, and checks that teach."""

from labkit.place import there

__all__ = ["there"]
