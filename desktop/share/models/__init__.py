"""Looking at models for 3D printing: found in a folder; read, measured and drawn in a child process."""
