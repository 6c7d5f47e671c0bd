"""Put changed parts and a renewed manifest into a letter, with a seal by which the program knows its own work."""

from collections.abc import Mapping
from dataclasses import replace

from dispatch import __version__
from dispatch.inspection.manifest import manifest_part
from dispatch.inspection.package import Package
from dispatch.model.manifest import Manifest
from dispatch.writers.manifest_renewal import records_fingerprint, renewed_properties, seal_of
from dispatch.writers.repacking import repacked


def sealed(original: bytes, package: Package, parts: Mapping[str, bytes], manifest: Manifest) -> bytes:
    """The package with its new parts and manifest; every other part keeps its bytes."""
    own = manifest_part(package)
    written = replace(
        manifest, letter={**manifest.letter, "program": __version__, "figures": records_fingerprint(manifest)}
    )
    seal = seal_of({**package.parts, **parts}, own)
    properties = renewed_properties(package.parts.get(own, b""), written, seal)
    return repacked(original, {**parts, own: properties})
