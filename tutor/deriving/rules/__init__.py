"""The laws of the tutor, one file each; the folder says what they work on."""
