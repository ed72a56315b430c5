"""Vector fields: where they are defined, and whether loops can go round what is missing."""
