"""A student's working: where its lines end, what a line states, and the operations in it that are still to be done."""
