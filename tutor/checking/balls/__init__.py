"""Values of a reader's tree at a point, as balls that certainly hold them."""
