"""Item pipelines: a visit is compared with what is known, then stored."""
