"""What kind of point a critical point is, and where a function is convex."""
