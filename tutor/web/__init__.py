"""The tutor in a browser: one interface of JSON, a server for it, and a folder of files that needs none."""
