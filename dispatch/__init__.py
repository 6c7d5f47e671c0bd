"""Official letters generated from statistics, for the secretariat of civil judgment enforcement."""

__version__ = "0.1.0"
