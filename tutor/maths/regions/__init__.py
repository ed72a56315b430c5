"""From a region to the limits of a multiple integral, as a person finds them.

`reading` says what a region is, `describe.limits_of` finds its limits in an order and in coordinates, `membership` holds
them against the region without knowing how they were found.
"""
