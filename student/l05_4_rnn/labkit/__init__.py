"""What every lab imports: the data, the device, the seed, and checks that teach."""

from labkit.device import device
from labkit.place import there
from labkit.seeding import seed_everything

__all__ = ["device", "seed_everything", "there"]
