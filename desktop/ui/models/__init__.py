"""Looking at a folder of models for 3D printing: a wall of pictures, and each model closely."""
