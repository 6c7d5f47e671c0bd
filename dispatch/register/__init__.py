"""The register: which letters there are, their numbers and states, who did what and when."""
