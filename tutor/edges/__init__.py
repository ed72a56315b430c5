"""Where the world begins: files, processes, what an installation holds."""
