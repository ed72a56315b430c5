"""Surfaces in space by two parameters, and their normals."""
